@system
@needs:vf-path
Feature: A network adapter that is taken off its switch gives its VF back, and gets one again when it returns

  Background:
    Given an SR-IOV adapter "NIC1" with 2 VFs
    And the extensible switch "External" is bound to "NIC1"
    And these partitions are running:
      | partition | MAC address       | VLAN | path |
      | web       | 00-15-5D-00-00-01 | 10   | VF   |
      | db        | 00-15-5D-00-00-02 | 10   | VF   |

  Scenario: Disconnected, it has no VF, no path and no frames
    Given "outside" sends a frame to "web"
    And "web" receives the frame
    When the network adapter of "web" is disconnected
    Then "web" holds no VF
    And "web" has no path
    And VF 1 is not allocated
    And nothing of the VF of "db" has changed
    And the guest of "web" sees the devices "VM network adapter"
    When "outside" sends a frame to "web"
    Then "web" does not receive the frame
    And "db" and "outside" exchange frames

  @rule:PATH-FAILOVER-08
  Scenario: Connected again, it is on a VF again
    Given the network adapter of "web" is disconnected
    When the network adapter of "web" is connected to "External"
    Then "web" uses the VF path
    And "web" and "db" exchange frames
    And "web" and "outside" exchange frames

  @needs:private-switches
  @rule:PATH-SYN-06
  Scenario: On a private switch there is no VF for it
    Given a private extensible switch "Private"
    When the network adapter of "web" is connected to "Private"
    Then "web" uses the synthetic path
    And "web" holds no VF
    And VF 1 is not allocated
    When the network adapter of "db" is connected to "Private"
    And "web" sends a frame to "db"
    Then the frame takes the path "web > Private > db"
    And no frame leaves by the physical port
