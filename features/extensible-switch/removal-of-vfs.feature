@driver
@needs:extensions
Feature: A forwarding extension can have VFs refused and taken away

  Background:
    Given an SR-IOV adapter "NIC1" with 4 VFs
    And the extensible switch "External" is bound to "NIC1"

  Rule: An indication takes one VF away, if it is right in every part

    Background:
      Given these partitions are running:
        | partition | MAC address       | VLAN | path      |
        | web       | 00-15-5D-00-00-01 | 10   | VF        |
        | db        | 00-15-5D-00-00-02 | 10   | VF        |
        | legacy    | 00-15-5D-00-00-03 | 10   | synthetic |
      And the forwarding extension "Policy" is installed on "External", which:
        | rule              | partition |
        | drops frames from | web       |
      And the extension "Policy" is turned on

    @rule:XSW-IOV-16
    @rule:XSW-IOV-13
    Scenario: After the removal the policies of the port apply again
      When "web" sends a frame to "outside"
      Then "outside" receives the frame
      And the switch port of "web" counts 0 more frames out
      When the extension "Policy" asks for the removal of the VF of "web"
      Then "web" uses the synthetic path
      And the port of "web" has no VF assigned
      And VF 1 is not allocated
      When "web" sends a frame to "outside"
      Then nobody receives the frame
      And the frame is dropped because of "excluded by extension"
      And the switch port of "web" counts 1 more frame out

    @rule:XSW-IOV-19
    Scenario: One indication removes one VF, and nobody else's
      When the extension "Policy" asks for the removal of the VF of "web"
      Then no function but the VF of "web" and the PF was affected
      And nothing of the VF of "db" has changed
      And "db" uses the VF path
      When the extension "Policy" asks for the removal of the VF of "db"
      Then exactly 0 partitions hold a VF

    @rule:XSW-IOV-18
    Scenario Outline: An indication with <mistake> removes no VF
      When the extension "Policy" asks for the removal of the VF of "web" with "<mistake>"
      Then it is refused
      And nothing has changed
      And "web" uses the VF path
      And the port of "web" has a VF assigned
      And the When caused the event "switch-violation"

      Examples:
        | mistake               |
        | a wrong destination   |
        | a wrong source        |
        | a filled inner buffer |

    @rule:XSW-IOV-19
    Scenario: An indication without a reference is a violation
      When the extension "Policy" asks for the removal of the VF of "web" without a reference
      Then it is refused
      And nothing has changed
      And the When caused the event "switch-violation"

    @rule:XSW-IOV-19
    @needs:request-log
    Scenario: The extension holds its reference while it indicates and drops it afterwards
      When the extension "Policy" asks for the removal of the VF of "web"
      Then these events happened in this order:
        | event            | detail                   |
        | switch-reference | "call":"reference-nic"   |
        | switch-remove-vf | "partition":"web"        |
        | switch-reference | "call":"dereference-nic" |
        | nic-updated      | "VFAssigned":false       |

    @rule:XSW-IOV-19
    Scenario: After NIC_DISCONNECT an adapter cannot be referenced and no VF be removed
      Given the extension "Policy" references the network adapter of "legacy"
      And the network adapter of "legacy" is disconnected
      When the extension "Policy" asks for the removal of the VF of "legacy"
      Then it is refused
      And nothing has changed

    @rule:XSW-IOV-17
    Scenario Outline: A <type> extension removes no VF
      Given the <type> extension "Watch" is installed on "External"
      And the extension "Watch" is turned on
      When the extension "Watch" asks for the removal of the VF of "web"
      Then it is refused
      And nothing has changed
      And "web" uses the VF path
      And the When caused the event "switch-violation"

      Examples:
        | type      |
        | filtering |
        | capture   |

  Rule: An extension may refuse VFs

    @rule:XSW-IOV-21
    Scenario Outline: A VM whose <request> is refused keeps working over the switch
      Given the forwarding extension "Policy" is installed on "External", which:
        | rule   | detail    |
        | vetoes | <request> |
      And the extension "Policy" is turned on
      When the partition is started:
        | partition | MAC address       | VLAN | weight |
        | web       | 00-15-5D-00-00-01 | 10   | 100    |
        | db        | 00-15-5D-00-00-02 | 10   | 100    |
      Then exactly 0 partitions hold a VF
      And VF 1 is not allocated
      And the port of "web" has no VF assigned
      And "web" and "db" exchange frames
      And "web" and "outside" exchange frames

      Examples:
        | request                     |
        | OID_NIC_SWITCH_ALLOCATE_VF  |
        | OID_NIC_SWITCH_CREATE_VPORT |

    @rule:XSW-IOV-21
    @needs:request-log
    Scenario: After a veto of its VPort the VF is freed again
      Given the forwarding extension "Policy" is installed on "External", which:
        | rule   | detail                      |
        | vetoes | OID_NIC_SWITCH_CREATE_VPORT |
      And the extension "Policy" is turned on
      When the partition is started:
        | partition | MAC address       | VLAN | weight |
        | web       | 00-15-5D-00-00-01 | 10   | 100    |
      Then these events happened in this order:
        | event                      |
        | OID_NIC_SWITCH_ALLOCATE_VF |
        | OID_NIC_SWITCH_FREE_VF     |
      And "web" uses the synthetic path

    @rule:XSW-IOV-35
    Scenario: An extension whose policy cannot hold on the VF path takes all VFs back when it is turned on
      Given these partitions are running:
        | partition | MAC address       | VLAN | path |
        | web       | 00-15-5D-00-00-01 | 10   | VF   |
        | db        | 00-15-5D-00-00-02 | 10   | VF   |
      And the forwarding extension "Policy" is installed on "External", which:
        | rule                     |
        | revokes VFs when enabled |
      And exactly 2 partitions hold a VF
      When the extension "Policy" is turned on
      Then exactly 0 partitions hold a VF
      And the port of "web" has no VF assigned
      And the port of "db" has no VF assigned
      And "web" and "db" exchange frames

    @rule:XSW-IOV-20
    Scenario: WFP stays off on an SR-IOV switch
      When the extension "WFP" is turned on
      Then it is refused with NDIS_STATUS_NOT_SUPPORTED
      And nothing has changed
