@driver
@needs:extensions
Feature: Extensions add destinations on ingress and take them away on egress, and nothing else

  Background:
    Given an SR-IOV adapter "NIC1" with 4 VFs
    And the extensible switch "External" is bound to "NIC1"
    And these partitions are running:
      | partition | MAC address       | VLAN | path      |
      | web       | 00-15-5D-00-00-01 | 10   | synthetic |
      | db        | 00-15-5D-00-00-02 | 10   | synthetic |
      | legacy    | 00-15-5D-00-00-03 | 10   | synthetic |
      | payroll   | 00-15-5D-00-00-04 | 20   | synthetic |

  Rule: A forwarding extension adds destinations, on ingress alone

    @rule:XSW-FWD-02
    @rule:XSW-FWD-08
    Scenario: A destination that is added on ingress gets the frame
      Given the forwarding extension "Policy" is installed on "External", which:
        | rule                          | partition |
        | adds a destination on ingress | legacy    |
      And the extension "Policy" is turned on
      When "web" sends a frame to "db"
      Then exactly these receive the frame:
        | receiver | frames |
        | db       | 1      |
        | legacy   | 1      |
      And the When did not cause the event "switch-violation"

    @rule:XSW-FWD-02
    Scenario: A destination that is added on egress is a violation and gets nothing
      Given the forwarding extension "Policy" is installed on "External", which:
        | rule                         | partition |
        | adds a destination on egress | legacy    |
      And the extension "Policy" is turned on
      When "web" sends a frame to "db"
      Then exactly these receive the frame:
        | receiver | frames |
        | db       | 1      |
      And the When caused the event "switch-violation"

    @rule:XSW-FWD-02
    Scenario Outline: A <type> extension adds no destination on <side>
      Given the <type> extension "Watch" is installed on "External", which:
        | rule                         | partition |
        | adds a destination on <side> | legacy    |
      And the extension "Watch" is turned on
      When "web" sends a frame to "db"
      Then exactly these receive the frame:
        | receiver | frames |
        | db       | 1      |
      And the When caused the event "switch-violation"

      Examples:
        | type      | side    |
        | filtering | ingress |
        | filtering | egress  |
        | capture   | ingress |

    @rule:XSW-FWD-04
    Scenario: An adapter that is not connected is no destination
      Given the forwarding extension "Policy" is installed on "External", which:
        | rule                          | partition |
        | adds a destination on ingress | legacy    |
      And the extension "Policy" is turned on
      And the extension "Policy" references the network adapter of "legacy"
      And the network adapter of "legacy" is disconnected
      When "web" sends a frame to "db"
      Then exactly these receive the frame:
        | receiver | frames |
        | db       | 1      |
      And the When caused the event "switch-violation"
      And these events happened in this order:
        | event            | detail              |
        | switch-violation | "rule":"XSW-FWD-04" |
      When the extension "Policy" releases the network adapter of "legacy"
      Then the extensible switch "External" has 5 ports

    @rule:XSW-FWD-19
    Scenario: A unicast to an adapter that is there and not connected is not sent to the wire instead
      Given the capture extension "Sniffer" is installed on "External"
      And the extension "Sniffer" is turned on
      And the extension "Sniffer" references the network adapter of "legacy"
      And the network adapter of "legacy" is disconnected
      When "web" sends a frame to "legacy"
      Then nobody receives the frame
      And the frame is dropped because of "not connected"
      And the switch port of "web" counts 1 more dropped frame
      When "web" sends a frame to "db"
      Then "db" receives the frame
      When the extension "Sniffer" releases the network adapter of "legacy"
      And "web" sends a frame to "legacy"
      Then "outside" receives the frame

    @rule:XSW-FWD-03
    Scenario: A frame without destination is dropped by the forwarding extension and reported as filtered
      Given the forwarding extension "Policy" is installed on "External"
      And the extension "Policy" is turned on
      When "outside" sends a frame to the address 00-15-5D-00-0F-FF tagged with VLAN 10
      Then nobody receives the frame
      And the switch port of "NIC1" counts 1 more filtered frame
      And these events happened in this order:
        | event           | detail               |
        | switch-filtered | "extension":"Policy" |
      When "outside" sends a frame to "web"
      Then "web" receives the frame

  Rule: Who sees the tag is for the forwarding extension to say

    @rule:XSW-FWD-06
    Scenario: The VLAN is kept for the destination that it is preserved for, and stripped for the other
      Given the forwarding extension "Policy" is installed on "External", which:
        | rule                   | partition |
        | preserves the VLAN for | db        |
      And the extension "Policy" is turned on
      When "web" sends a broadcast
      Then "db" receives the frame tagged with VLAN 10
      And "legacy" receives the frame untagged

    @rule:XSW-FWD-07
    @rule:XSW-SEC-11
    Scenario: The priority is kept for the destination that it is preserved for, and stripped for the other
      Given the forwarding extension "Policy" is installed on "External", which:
        | rule                       | partition |
        | preserves the priority for | db        |
        | preserves the VLAN for     | legacy    |
      And the extension "Policy" is turned on
      And priority tags are turned on for "web"
      And priority tags are turned on for "db"
      When "web" sends a frame with priority 5 to "db"
      Then "db" receives the frame with priority 5
      When "db" sends a frame with priority 5 to "legacy"
      Then "legacy" receives the frame with priority 0
      And "legacy" receives the frame tagged with VLAN 10

    @rule:XSW-FWD-13
    Scenario: A filtering extension preserves no VLAN
      Given the filtering extension "Watch" is installed on "External", which:
        | rule                   | partition |
        | preserves the VLAN for | db        |
      And the extension "Watch" is turned on
      When "web" sends a frame to "db"
      Then "db" receives the frame untagged
      And the When caused the event "switch-violation"

  Rule: What is committed is only ever taken away from

    @rule:XSW-FWD-09
    Scenario: A committed destination stays what it is
      Given the forwarding extension "Policy" is installed on "External", which:
        | rule                            | partition |
        | changes a committed destination | db        |
      And the extension "Policy" is turned on
      When "web" sends a frame to "db"
      Then exactly these receive the frame:
        | receiver | frames |
        | db       | 1      |
      And the When caused the event "switch-violation"

    @rule:XSW-FWD-10
    Scenario: A port that is excluded stays excluded, whatever an overlying extension does
      Given the forwarding extension "Policy" is installed on "External", which:
        | rule                     | partition |
        | excludes the destination | db        |
      And the filtering extension "Watch" is installed on "External", which:
        | rule              | partition |
        | clears exclusions |           |
      And "web" and "db" exchange frames
      And the extension "Policy" is turned on
      And the extension "Watch" is turned on
      When "web" sends a broadcast
      Then "db" does not receive the frame
      And exactly these receive the frame:
        | receiver | frames |
        | legacy   | 1      |
        | outside  | 1      |
      And these events happened in this order:
        | event            | detail              |
        | switch-violation | "rule":"XSW-FWD-10" |

    @rule:XSW-FWD-11
    Scenario: When every destination is excluded no overlying extension sees the frame
      Given the forwarding extension "Policy" is installed on "External", which:
        | rule                     | partition |
        | excludes the destination | db        |
      And the filtering extension "Watch" is installed on "External"
      And "web" and "legacy" exchange frames
      And the extension "Policy" is turned on
      And the extension "Watch" is turned on
      When "web" sends a frame to "db"
      Then nobody receives the frame
      And the frame is dropped because of "excluded by extension"
      And the event "switch-frame-seen" happened 3 times
      When "web" sends a frame to "legacy"
      Then "legacy" receives the frame
      And the event "switch-frame-seen" happened 7 times

    @rule:XSW-FWD-12
    Scenario Outline: A <type> extension that excludes one port commits, reports, and then passes the frame on
      Given the <type> extension "Policy" is installed on "External", which:
        | rule                     | partition |
        | excludes the destination | db        |
      And the capture extension "Sniffer" is installed on "External"
      And the extension "Policy" is turned on
      And the extension "Sniffer" is turned on
      When "web" sends a broadcast
      Then exactly these receive the frame:
        | receiver | frames |
        | legacy   | 1      |
        | outside  | 1      |
      And the switch port of "db" counts 1 more filtered frame
      And the switch port of "legacy" counts 0 more filtered frames
      And these events happened in this order:
        | event             | detail                                     |
        | switch-frame-seen | "extension":"Policy","direction":"egress"  |
        | switch-commit     | "extension":"Policy"                       |
        | switch-filtered   | "extension":"Policy"                       |
        | switch-frame-seen | "extension":"Sniffer","direction":"egress" |

      Examples:
        | type       |
        | forwarding |
        | filtering  |

    @rule:XSW-FWD-14
    Scenario: Where there is no room for all destinations nobody gets the frame
      Given the forwarding extension "Policy" is installed on "External", which:
        | rule                           | partition |
        | finds no room for destinations |           |
      And the extension "Policy" is turned on
      When "web" sends a broadcast
      Then nobody receives the frame
      And the switch port of "web" counts 1 more filtered frame
      When "web" sends a frame to "db"
      Then "db" receives the frame

  Rule: A monitor gets one copy

    @rule:XSW-FWD-15
    @needs:port-policies
    Scenario Outline: With <what> a mirrored VM's frames reach the monitor once
      Given <extension>
      And <state>
      And the port of "db" is mirrored to "legacy"
      When "web" sends a frame to "db"
      Then exactly these receive the frame:
        | receiver | frames |
        | db       | 1      |
        | legacy   | 1      |
      When "db" sends a frame to "web"
      Then exactly these receive the frame:
        | receiver | frames |
        | web      | 1      |
        | legacy   | 1      |
      When "web" sends a broadcast
      Then exactly these receive the frame:
        | receiver | frames |
        | db       | 1      |
        | legacy   | 1      |
        | outside  | 1      |

      Examples:
        | what                    | extension                                                    | state                                |
        | no forwarding extension | the forwarding extension "Policy" is installed on "External" | the extension "Policy" is turned off |
        | a forwarding extension  | the forwarding extension "Policy" is installed on "External" | the extension "Policy" is turned on  |

    @rule:XSW-FWD-15
    @needs:port-policies
    Scenario: A monitor sees the mirrored VM's VLAN and nothing of other VMs
      Given the port of "payroll" is mirrored to "legacy"
      When "payroll" sends a frame to "outside"
      Then exactly these receive the frame:
        | receiver | frames |
        | outside  | 1      |
        | legacy   | 1      |
      When "web" sends a frame to "db"
      Then "legacy" does not receive the frame
