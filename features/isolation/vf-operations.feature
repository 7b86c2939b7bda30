@driver
@isolation
@needs:hostile-guest
Feature: Whatever a guest does with its VF disturbs nobody

  Background:
    Given an SR-IOV adapter "NIC1" with 4 VFs
    And the extensible switch "External" is bound to "NIC1"
    And these partitions are running:
      | partition | MAC address       | VLAN | path      |
      | web       | 00-15-5D-00-00-01 | 10   | VF        |
      | db        | 00-15-5D-00-00-02 | 10   | VF        |
      | legacy    | 00-15-5D-00-00-03 | 10   | synthetic |
    And "web" and "db" exchange frames

  @rule:ISO-VF-01
  @rule:ISO-LAW-01
  Scenario Outline: Neighbours lose no frame when <operation>
    Given a stream of 20 numbered frames runs from "db" to "outside"
    And a stream of 20 numbered frames runs from "outside" to "legacy"
    And a stream of 20 numbered frames runs from "legacy" to "db"
    When <operation>
    Then the stream arrives complete, once and in order
    And the VF of "db" is in power state D0
    And "db" and "legacy" exchange frames as before

    Examples: in the ordinary way
      | operation                                                    |
      | the VF driver of "web" halts                                 |
      | the VF driver of "web" resets itself                         |
      | the VF driver of "web" posts 16 receive buffers              |
      | the VF driver of "web" joins the group 01-00-5E-00-00-05     |
      | the VF driver of "web" writes "01 02 03 04" to block 3       |
      | the VF driver of "web" masks interrupt vector 1              |
      | the guest of "web" requests a function level reset of its VF |
      | the guest of "web" requests power state D3 for its VF        |

    Examples: in anger
      | operation                                                               |
      | the guest of "web" crashes                                              |
      | the guest of "web" forges an interrupt of "db"                          |
      | the guest of "web" points its transmit ring at the memory of "db"       |
      | the guest of "web" points its receive ring at the memory of "legacy"    |
      | the guest of "web" points its receive ring at memory that is not mapped |
      | the guest of "web" writes 0x0 to "Bus Master Enable" of its VF          |
      | the guest of "web" writes 0xFFFF to "Command" of its VF                 |
      | 0xFFFFFFFF is written to register 0x810 of BAR 0 of the VF of "web"     |
      | 0xFFFFFFFF is written to register 0x828 of BAR 0 of the VF of "web"     |

  @rule:ISO-VF-01
  @rule:ISO-LAW-01
  Scenario Outline: Only the VF itself is affected when <operation>
    When <operation>
    Then the VF of "web" was affected
    And no function but the VF of "web" was affected

    Examples:
      | operation                                                         |
      | the VF driver of "web" resets itself                              |
      | the VF driver of "web" joins the group 01-00-5E-00-00-05          |
      | the VF driver of "web" asks for no broadcasts                     |
      | the guest of "web" requests power state D3 for its VF             |
      | the guest of "web" points its transmit ring at the memory of "db" |
      | the guest of "web" writes 0x0 to "Bus Master Enable" of its VF    |
      | 0x0 is written to register 0x828 of BAR 0 of the VF of "web"      |

  @rule:ISO-VF-03
  @rule:ISO-LAW-01
  Scenario Outline: A guest that no longer takes its frames because it <trouble> blocks nobody else's
    Given <deed>
    And "outside" sends 100 frames to "web"
    And "db" sends 100 frames to "web"
    And a stream of 40 numbered frames runs from "outside" to "db"
    And a stream of 40 numbered frames runs from "db" to "legacy"
    When "legacy" sends 40 frames to "web"
    Then the stream arrives complete, once and in order
    And "db" and "legacy" exchange frames as before

    Examples:
      | trouble         | deed                                       |
      | has crashed     | the guest of "web" crashes                 |
      | is powered down | the VF of "web" is put into power state D3 |
      | was reset       | the VF of "web" is reset                   |

  @rule:ISO-VF-03
  @rule:ISO-LAW-06
  Scenario: However much one VF sends, none of it reaches a VF that it was not sent to
    When "web" sends 100 frames to "legacy"
    Then "legacy" receives all the frames in order
    And nobody else receives it
    And nothing of the VF of "db" has changed
    And "db" and "outside" exchange frames

  @rule:ISO-LAW-03
  @rule:ISO-VF-06
  @needs:vf-power
  Scenario Outline: Neighbours lose no frame while one VF goes to <state>
    Given a stream of 25 numbered frames runs from "db" to "outside"
    And a stream of 25 numbered frames runs from "legacy" to "db"
    When the VF of "web" is put into power state <state>
    Then the stream arrives complete, once and in order
    And the VF of "web" is in power state <state>
    And the VF of "db" is in power state D0

    Examples:
      | state |
      | D1    |
      | D3    |
