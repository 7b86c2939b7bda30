@driver
@isolation
@needs:oid-boundary
Feature: Allocating or freeing one VF is nobody else's affair

  Background:
    Given an SR-IOV adapter "NIC1" with 4 VFs
    And the extensible switch "External" is bound to "NIC1"
    And these partitions are running:
      | partition | MAC address       | VLAN | path      |
      | web       | 00-15-5D-00-00-01 | 10   | VF        |
      | db        | 00-15-5D-00-00-02 | 10   | VF        |
      | legacy    | 00-15-5D-00-00-03 | 10   | synthetic |

  @rule:ISO-VF-08
  Scenario: While one VF is allocated the others keep theirs, and every frame
    Given a stream of 30 numbered frames runs from "web" to "db"
    And a stream of 30 numbered frames runs from "outside" to "legacy"
    When the virtualization stack allocates 1 VF
    Then the stream arrives complete, once and in order
    And VF 3 is allocated to "vm1"
    And "web" holds VF 1
    And "db" holds VF 2
    And VF 1 is in state ACTIVE
    And the Routing ID of VF 1 is "01:10.0"
    And the Routing ID of VF 2 is "01:10.2"

  @rule:ISO-VF-08
  Scenario: An allocation changes the new VF and the PF's count of free ones
    When the virtualization stack allocates 1 VF
    Then no function but VF 3 and the PF was affected
    And VF 3 was affected

  @rule:ISO-VF-07
  Scenario: While one VF is freed the others keep theirs, and every frame
    Given the virtualization stack allocates 2 VFs
    And a stream of 30 numbered frames runs from "web" to "db"
    And a stream of 30 numbered frames runs from "outside" to "legacy"
    When the virtualization stack requests OID_NIC_SWITCH_FREE_VF for VF 3
    Then the stream arrives complete, once and in order
    And VF 3 is not allocated
    And VF 4 is allocated to "vm2"
    And VF 1 is in state ACTIVE
    And the filter of "web" is on the VPort of "web"
    And the filter of "db" is on the VPort of "db"

  @rule:ISO-VF-07
  Scenario: A partition that stops gives back its own VF alone
    When the partition "web" is stopped
    Then no function but VF 1 and the PF was affected
    And VF 1 is in state RESERVED
    And "db" holds VF 2
    And "db" and "legacy" exchange frames as before

  @rule:ISO-LAW-09
  Scenario: What a partition took comes back when it stops, all of it
    Given the free resources are remembered
    And the partition is started:
      | partition | MAC address       | VLAN | path | queue pairs |
      | guest2    | 00-15-5D-00-00-07 | 10   | VF   | 2           |
    And "guest2" holds VF 3
    When the partition "guest2" is stopped
    Then the free resources are as remembered
    And the queue pairs of all VPorts are disjoint
    And VF 3 is in state RESERVED

  @rule:ISO-LAW-09
  Scenario: Attached and detached again and again, nothing is lost
    Given the free resources are remembered
    When the VF of "web" is detached
    And a VF is attached to "web"
    And the VF of "web" is detached
    And a VF is attached to "web"
    And the VF of "web" is removed by surprise
    And a VF is attached to "web"
    Then the free resources are as remembered
    And "web" holds VF 1
    And "web" and "db" exchange frames

  @rule:ISO-LAW-09
  @rule:ISO-LAW-16
  Scenario Outline: A VPort that cannot be had takes nothing: <what>
    Given the virtualization stack allocates 1 VF
    And the free resources are remembered
    When the virtualization stack requests OID_NIC_SWITCH_CREATE_VPORT with:
      | member             | value   |
      | AttachedFunctionId | VF 3    |
      | NumQueuePairs      | <pairs> |
    Then it is refused
    And nothing has changed
    And the free resources are as remembered
    And VF 3 is in state ALLOCATED
    And "web" and "db" exchange frames as before

    Examples:
      | what                              | pairs |
      | more queue pairs than a VPort has | 1000  |
      | no queue pair at all              | 0     |

  @rule:ISO-LAW-09
  Scenario: A failure in the middle of an attachment gives back what was taken
    Given the VF of "web" is detached
    And the free resources are remembered
    And the next attempt of the PF driver at "vport resources" fails
    When a VF is attached to "web"
    Then it is refused
    And the free resources are as remembered
    And VF 1 is in state RESERVED
    And "web" holds no VF
    And "web" and "db" exchange frames

  @rule:ISO-LAW-09
  Scenario: Within its quota a VF is served, whatever the others have taken
    Given an SR-IOV adapter "NIC2" with these settings:
      | setting | value |
      | VFs     | 3     |
    And the extensible switch "Second" is bound to "NIC2"
    And the partition is started:
      | partition | MAC address       | VLAN | path | switch | queue pairs |
      | greedy    | 00-15-5D-00-00-11 | 10   | VF   | Second | 4           |
      | greedier  | 00-15-5D-00-00-12 | 10   | VF   | Second | 4           |
    When the partition is started:
      | partition | MAC address       | VLAN | path | switch | queue pairs |
      | modest    | 00-15-5D-00-00-13 | 10   | VF   | Second | 1           |
    Then "modest" uses the VF path
    And "modest" and "greedy" exchange frames
