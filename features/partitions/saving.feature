@system
@needs:save-restore
Feature: A partition is saved without its VF, and sleeps with it

  Background:
    Given an SR-IOV adapter "NIC1" with 1 VF
    And the extensible switch "External" is bound to "NIC1"
    And these partitions are running:
      | partition | MAC address       | VLAN | path      |
      | web       | 00-15-5D-00-00-01 | 10   | VF        |
      | legacy    | 00-15-5D-00-00-03 | 10   | synthetic |

  @rule:PATH-FAILOVER-01
  @needs:request-log
  Scenario: A saved partition holds no VF and is on no path
    When the partition "web" is saved
    Then "web" holds no VF
    And "web" has no path
    And VF 1 is not allocated
    And the When did not cause the event "pnp-surprise-removal"

  @rule:PATH-FAILOVER-08
  Scenario: A restored partition gets a VF anew, and keeps address and VLAN
    Given the partition "web" is saved
    When the partition "web" is restored
    Then "web" uses the VF path
    And the port of "web" uses the address 00-15-5D-00-00-01
    When "outside" sends a frame to "web"
    Then the frame takes the path "outside > physical port > NIC switch > VF 1 > web"
    And "web" and "legacy" exchange frames

  @rule:VF-ATTACH-19
  Scenario: When another partition took the VF meanwhile, it comes back on the synthetic path
    Given the partition "web" is saved
    And these partitions are running:
      | partition | MAC address       | VLAN | path |
      | next      | 00-15-5D-00-00-06 | 10   | VF   |
    And "next" holds VF 1
    When the partition "web" is restored
    Then "web" uses the synthetic path
    And "next" holds VF 1
    And "web" and "next" exchange frames
    And "web" and "legacy" exchange frames

  @needs:vf-power
  Scenario: A sleeping partition keeps its VF, which sleeps with it
    When the partition "web" is suspended
    Then "web" holds VF 1
    And VF 1 is in power state D3
    When the partition "web" is resumed
    Then VF 1 is in power state D0
    And "web" uses the VF path
    And "web" and "legacy" exchange frames
    And "web" and "outside" exchange frames

  Scenario Outline: What is <state> cannot be <change> again
    Given the partition "web" is <first>
    When the partition "web" is <change>
    Then it is refused
    And nothing has changed

    Examples:
      | state   | first     | change    |
      | saved   | saved     | saved     |
      | asleep  | suspended | suspended |
      | saved   | saved     | resumed   |
      | stopped | stopped   | restored  |
