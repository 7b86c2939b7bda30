@driver
@isolation
@needs:interrupt-observation
Feature: An interrupt belongs to the function that owns its vector

  Background:
    Given an SR-IOV adapter "NIC1" with 4 VFs
    And the extensible switch "External" is bound to "NIC1"
    And these partitions are running:
      | partition | MAC address       | VLAN | path      |
      | web       | 00-15-5D-00-00-01 | 10   | VF        |
      | db        | 00-15-5D-00-00-02 | 10   | VF        |
      | legacy    | 00-15-5D-00-00-03 | 10   | synthetic |

  @rule:ISO-LAW-17
  @rule:ISO-VF-04
  Scenario Outline: A frame for <receiver> interrupts <receiver> alone
    When "outside" sends a frame to "<receiver>"
    Then "<receiver>" receives the frame
    And the When caused the event "interrupt"
    And these events happened in this order:
      | event     | where      |
      | interrupt | <receiver> |
    And nothing of the VF of "<other>" has changed

    Examples:
      | receiver | other |
      | web      | db    |
      | db       | web   |

  @rule:ISO-LAW-17
  @needs:registers
  Scenario: A masked vector keeps its interrupt, and the neighbour's is delivered meanwhile
    Given the VF driver of "web" masks interrupt vector 1
    When "outside" sends a frame to "web"
    Then the When did not cause the event "interrupt"
    And register 0x2000 of BAR 3 of the VF of "web" reads 0x2
    And register 0x2000 of BAR 3 of the VF of "db" reads 0x0
    When "outside" sends a frame to "db"
    Then the When caused the event "interrupt"
    And nothing of the VF of "web" has changed
    When the VF driver of "web" unmasks interrupt vector 1
    Then the When caused the event "interrupt"
    And no function but the VF of "web" was affected
    And register 0x2000 of BAR 3 of the VF of "web" reads 0x0

  @rule:ISO-LAW-17
  @rule:ISO-VF-01
  @needs:registers
  Scenario Outline: <operation> stays with the VF that does it
    When <operation>
    Then the VF of "web" was affected
    And no function but the VF of "web" was affected
    When "outside" sends a frame to "db"
    Then the When caused the event "interrupt"
    And "db" receives the frame

    Examples:
      | operation                                                          |
      | the VF driver of "web" masks interrupt vector 1                    |
      | 0x3E8 is written to register 0x418 of BAR 0 of the VF of "web"     |
      | 0x1 is written to "MSI-X Function Mask" of the VF of "web"         |
      | 0x0 is written to "MSI-X Enable" of the VF of "web"                |
      | 0xFEE02000 is written to register 0x10 of BAR 3 of the VF of "web" |

  @rule:ISO-LAW-17
  @rule:ISO-RID-02
  @needs:hostile-guest
  Scenario Outline: <hostile>'s VF cannot send <victim>'s interrupt
    When the guest of "<hostile>" forges an interrupt of "<victim>"
    Then the When caused the event "interrupt-fault"
    And the When did not cause the event "interrupt"
    And nothing of the VF of "<victim>" has changed
    When "outside" sends a frame to "<victim>"
    Then the When caused the event "interrupt"
    And "<victim>" receives the frame

    Examples:
      | hostile | victim |
      | web     | db     |
      | db      | web    |
