@system
@isolation
Feature: Resetting or powering down a VF leaves its neighbours alone

  Background:
    Given an SR-IOV adapter "NIC1" with 6 VFs
    And the extensible switch "External" is bound to "NIC1"
    And these partitions are running:
      | partition | MAC address       | VLAN | path      |
      | web       | 00-15-5D-00-00-01 | 10   | VF        |
      | db        | 00-15-5D-00-00-02 | 10   | VF        |
      | legacy    | 00-15-5D-00-00-03 | 10   | synthetic |

  @rule:ISO-LAW-02
  @rule:ISO-VF-05
  @needs:vf-reset
  Scenario: A reset in the middle of a conversation
    Given "db" and "legacy" exchange frames
    When the VF of "web" is reset
    Then no function but the VF of "web" was affected
    And "db" and "legacy" exchange frames as before

  @rule:ISO-LAW-02
  @rule:PCIE-FLR-04
  @needs:vf-reset
  Scenario: A stream between neighbours runs through a reset without a gap
    Given a stream of 50 numbered frames runs from "db" to "outside"
    And a stream of 50 numbered frames runs from "outside" to "legacy"
    When the VF of "web" is reset
    Then the stream arrives complete, once and in order

  @rule:ISO-LAW-02
  @rule:PCIE-FLR-14
  @needs:hostile-guest
  Scenario: A guest that resets its own VF resets nobody else's
    When the guest of "web" requests a function level reset of its VF
    Then no function but the VF of "web" was affected
    And "db" and "legacy" exchange frames as before

  @rule:ISO-LAW-03
  @rule:ISO-VF-06
  @needs:vf-power
  Scenario Outline: Power state <state> of one VF is nobody else's
    Given "db" and "outside" exchange frames
    When the VF of "web" is put into power state <state>
    Then the VF of "web" is in power state <state>
    And the VF of "db" is in power state D0
    And no function but the VF of "web" was affected
    And "db" and "outside" exchange frames as before

    Examples:
      | state |
      | D1    |
      | D2    |
      | D3    |
