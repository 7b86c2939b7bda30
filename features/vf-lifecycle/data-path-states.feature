@system
Feature: A partition's frames take one path at a time, and from one VF to another by way of the synthetic path

  Background:
    Given an SR-IOV adapter "NIC1" with 4 VFs
    And the extensible switch "External" is bound to "NIC1"

  @rule:FSM-PATH-01
  Scenario: Synthetic at first, VF once NetVSC is bound, synthetic again without the VF
    Given these partitions are running:
      | partition | MAC address       | VLAN | path      |
      | web       | 00-15-5D-00-00-01 | 10   | synthetic |
    When "web" sends a frame to "outside"
    Then the frame takes the path "web > External > PF > default VPort > NIC switch > physical port"
    When the SR-IOV weight of "web" is set to 100
    And "web" sends a frame to "outside"
    Then the frame takes the path "web > VF 1 > NIC switch > physical port"
    When the VF of "web" is detached
    And "web" sends a frame to "outside"
    Then the frame takes the path "web > External > PF > default VPort > NIC switch > physical port"

  @rule:FSM-PATH-01
  Scenario Outline: With a VF <state> the guest still sends and receives by the synthetic path alone
    Given these partitions are running:
      | partition | MAC address       | VLAN | path      |
      | web       | 00-15-5D-00-00-01 | 10   | synthetic |
    And the SR-IOV weight of "web" is set to 100
    And the VF of "web" is detached
    And a VF is attached to "web" as far as state <state>
    When "web" sends a frame to "outside"
    Then the frame takes the path "web > External > PF > default VPort > NIC switch > physical port"
    And "outside" receives 1 frame
    When "outside" sends a frame to "web"
    Then the frame takes the path "outside > physical port > NIC switch > default VPort > PF > External > web"
    And "web" receives 1 frame

    Examples:
      | state     |
      | ALLOCATED |
      | PORTED    |

  @rule:FSM-PATH-01
  @needs:failover
  Scenario Outline: During a change each frame of a broadcasting <sender> is heard once
    Given these partitions are running:
      | partition | MAC address       | VLAN | path      |
      | db        | 00-15-5D-00-00-02 | 10   | VF        |
      | legacy    | 00-15-5D-00-00-03 | 10   | synthetic |
      | web       | 00-15-5D-00-00-01 | 10   | VF        |
    When "<sender>" sends a broadcast
    Then exactly these receive the frame:
      | receiver   | frames |
      | <hearer 1> | 1      |
      | <hearer 2> | 1      |
      | outside    | 1      |
    When the VF of "web" is detached
    And "<sender>" sends a broadcast
    Then exactly these receive the frame:
      | receiver   | frames |
      | <hearer 1> | 1      |
      | <hearer 2> | 1      |
      | outside    | 1      |

    Examples:
      | sender | hearer 1 | hearer 2 |
      | db     | web      | legacy   |
      | legacy | web      | db       |
      | web    | db       | legacy   |

  @rule:FSM-PATH-02
  @needs:failover
  Scenario: Between two VFs lies an interval of synthetic traffic
    Given an SR-IOV adapter "NIC2" with 4 VFs
    And the extensible switch "Second" is bound to "NIC2"
    And these partitions are running:
      | partition | MAC address       | VLAN | path | switch   |
      | web       | 00-15-5D-00-00-01 | 10   | VF   | External |
    And "web" uses the VF path
    When the network adapter of "web" is connected to "Second"
    Then "web" uses the VF path
    And "web" and "outside" exchange frames
    And these events happened in this order:
      | event       | where | detail    |
      | data-path   | web   | VF        |
      | data-path   | web   | synthetic |
      | pnp-removal | web   |           |
      | pnp-arrival | web   |           |
      | data-path   | web   | VF        |
