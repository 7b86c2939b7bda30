@system
@needs:synthetic-path
Feature: Without a forwarding extension the switch itself finds the destinations

  Background:
    Given an SR-IOV adapter "NIC1" with 4 VFs
    And the extensible switch "External" is bound to "NIC1"
    And these partitions are running:
      | partition | MAC address       | VLAN | path      |
      | web       | 00-15-5D-00-00-01 | 10   | synthetic |
      | db        | 00-15-5D-00-00-02 | 10   | synthetic |
      | legacy    | 00-15-5D-00-00-03 | 10   | synthetic |
      | payroll   | 00-15-5D-00-00-04 | 20   | synthetic |

  @rule:XSW-FWD-01
  @rule:XSW-FWD-16
  Scenario: A unicast goes to the port of its address alone
    When "web" sends a frame to "db"
    Then the frame takes the path "web > External > db"
    And nobody else receives it

  @rule:XSW-FWD-17
  Scenario: A unicast to an unknown address goes to the wire and is not flooded to VMs
    When "web" sends a frame to the address 00-15-5D-00-0F-FF
    Then exactly these receive the frame:
      | receiver | frames |
      | outside  | 1      |

  @rule:XSW-FWD-03
  @rule:XSW-FWD-17
  Scenario: A unicast from the wire to an unknown address ends in the switch
    When "outside" sends a frame to the address 00-15-5D-00-0F-FF tagged with VLAN 10
    Then nobody receives the frame
    And the frame is dropped because of "no due receiver"
    When "outside" sends a frame to "web"
    Then "web" receives the frame

  @rule:XSW-FWD-18
  Scenario Outline: <what> of a VM goes once to every other port of its VLAN and never back
    When "web" sends a frame to the address <address>
    Then exactly these receive the frame:
      | receiver | frames |
      | db       | 1      |
      | legacy   | 1      |
      | outside  | 1      |

    Examples:
      | what                      | address           |
      | A broadcast               | FF-FF-FF-FF-FF-FF |
      | A multicast nobody joined | 01-00-5E-00-00-05 |
      | An IPv6 multicast         | 33-33-00-00-00-01 |

  @rule:XSW-FWD-18
  Scenario: A broadcast from the wire goes to every VM of its VLAN and not back to the wire
    When "outside" sends a broadcast tagged with VLAN 10
    Then exactly these receive the frame:
      | receiver | frames |
      | web      | 1      |
      | db       | 1      |
      | legacy   | 1      |

  @rule:XSW-FWD-20
  Scenario: A VM that sends to its own address gets nothing back
    When "web" sends a frame to "web"
    Then nobody receives the frame
    And the frame is dropped because of "own frame"
    When "web" sends a frame to "db"
    Then "db" receives the frame

  @rule:XSW-FWD-17
  @rule:XSW-FWD-18
  Scenario: After a VM is disconnected its address is nobody's on the switch
    Given "web" and "db" exchange frames
    When the network adapter of "db" is disconnected
    And "web" sends a frame to "db"
    Then "db" does not receive the frame
    When "web" sends a broadcast
    Then exactly these receive the frame:
      | receiver | frames |
      | legacy   | 1      |
      | outside  | 1      |

  @rule:XSW-FWD-06
  Scenario: One broadcast is tagged where the port sees VLANs and untagged where it has one
    Given the port of "legacy" is set to a trunk of VLANs "10, 20" with native VLAN 30
    When "web" sends a broadcast
    Then "db" receives the frame untagged
    And "legacy" receives the frame tagged with VLAN 10
    And "outside" receives the frame tagged with VLAN 10

  @rule:XSW-FWD-21
  @needs:spoof-policy
  Scenario: The switch finds an adapter by its present address and no longer by its former one
    Given MAC spoofing is turned on for "db"
    And "web" and "db" exchange frames
    When the guest of "db" changes its MAC address to 00-15-5D-00-00-77
    Then the port of "db" uses the address 00-15-5D-00-00-77
    When "web" sends a frame to the address 00-15-5D-00-00-77
    Then exactly these receive the frame:
      | receiver | frames |
      | db       | 1      |
    When "web" sends a frame to the address 00-15-5D-00-00-02
    Then "db" does not receive the frame
    And exactly these receive the frame:
      | receiver | frames |
      | outside  | 1      |
