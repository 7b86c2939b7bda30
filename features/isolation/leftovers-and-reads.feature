@driver
@isolation
Feature: A VF knows nothing of others: not of its neighbours, and not of who held it before

  Background:
    Given an SR-IOV adapter "NIC1" with 4 VFs
    And the extensible switch "External" is bound to "NIC1"
    And these partitions are running:
      | partition | MAC address       | VLAN | path      |
      | web       | 00-15-5D-00-00-01 | 10   | VF        |
      | db        | 00-15-5D-00-00-02 | 10   | VF        |
      | legacy    | 00-15-5D-00-00-03 | 10   | synthetic |
    And "web" and "db" exchange frames

  @rule:ISO-LAW-05
  @needs:blocks
  Scenario Outline: What "web" reads of its block does not depend on what "db" wrote: <secret>
    Given the VF driver of "web" writes "01 02 03 04" to block 3
    And the VF driver of "db" writes "<secret>" to block 3
    When the VF driver of "web" reads 8 bytes of block 3
    Then it reads "01 02 03 04 00 00 00 00"

    Examples:
      | secret                  |
      | AA BB CC DD EE FF 11 22 |
      | 00 00 00 00 00 00 00 00 |
      | FF FF FF FF FF FF FF FF |

  @rule:ISO-LAW-05
  @needs:registers
  Scenario Outline: What "web" reads of itself does not depend on what <other> does: <deed>
    Given <deed>
    When the guest of "web" reads "Command" of its VF
    Then the guest of "web" finds 0x4 in "Command" of its VF
    And the guest of "web" finds 0x1 in "MSI-X Enable" of its VF
    And register 0x0 of BAR 0 of the VF of "web" reads 0x3
    And register 0x40 of BAR 0 of the VF of "web" reads 0x1
    And register 0x44 of BAR 0 of the VF of "web" reads 0x1
    And register 0x200 of BAR 0 of the VF of "web" reads 0x0
    And the VF driver of "web" finds "00 00 00 00" in block 0
    And the VF driver of "web" has been told of no change

    Examples:
      | other | deed                                                                |
      | "db"  | the VF driver of "db" joins the group 01-00-5E-00-00-05             |
      | "db"  | "db" sends 20 frames to "legacy"                                    |
      | "db"  | the VF driver of "db" writes "DE AD BE EF" to block 0               |
      | "db"  | the guest of "db" writes 0x0 to "Bus Master Enable" of its VF       |
      | "db"  | the VF driver of "db" halts                                         |
      | PF    | the PF driver changes block 0 of the VF of "db" to "DE AD BE EF"    |
      | PF    | the PF driver announces a change of blocks "0, 1" to the VF of "db" |
      | PF    | the VF of "db" is reset                                             |
      | PF    | the VF of "db" is put into power state D3                           |
      | PF    | "outside" sends 30 frames to "legacy"                               |

  @rule:ISO-LAW-05
  @needs:hostile-guest
  Scenario: A guest's counters tell it of its own frames only
    Given "db" sends 30 frames to "legacy"
    And "outside" sends 20 frames to "db"
    When the guest of "web" requests OID_GEN_STATISTICS from its VF driver
    Then the answer has:
      | member    | value |
      | framesIn  | 1     |
      | framesOut | 1     |
      | dropped   | 0     |

  @rule:ISO-LAW-04
  @rule:VF-FREE-20
  @needs:registers
  Scenario Outline: Nothing of what <former> left in its VF greets the next holder after <end>
    Given the VF driver of "web" writes "DE AD BE EF" to block 7
    And the VF driver of "web" joins the group 01-00-5E-00-00-05
    And the VF driver of "web" masks interrupt vector 1
    And "outside" sends a frame to "web"
    And 0x3E8 is written to register 0x418 of BAR 0 of the VF of "web"
    And the PF driver announces a change of blocks "1, 2" to the VF of "web"
    And the guest of "web" stops taking notices
    And the PF driver announces a change of blocks "5" to the VF of "web"
    When <end>
    Then VF 1 is in state RESERVED
    And VF 1 is in power state D0
    And "Command" of VF 1 reads 0x0
    And "MSI-X Enable" of VF 1 reads 0x0
    And register 0x0 of BAR 0 of VF 1 reads 0x0
    And register 0x40 of BAR 0 of VF 1 reads 0x0
    And register 0x200 of BAR 0 of VF 1 reads 0x0
    And register 0x418 of BAR 0 of VF 1 reads 0x0
    And register 0x800 of BAR 0 of VF 1 reads 0x0
    And register 0x2000 of BAR 3 of VF 1 reads 0x0
    When the partition is started:
      | partition | MAC address       | VLAN | path |
      | guest2    | 00-15-5D-00-00-07 | 10   | VF   |
    Then "guest2" holds VF 1
    And the VF driver of "guest2" finds "00 00 00 00" in block 7
    And the VF driver of "guest2" has been told of no change
    When "outside" sends a frame to the address 01-00-5E-00-00-05 tagged with VLAN 10
    Then "guest2" does not receive the frame
    And "legacy" receives the frame
    When "outside" sends a frame to "guest2"
    Then "guest2" receives the frame

    Examples:
      | former | end                                    |
      | "web"  | the VF of "web" is detached            |
      | "web"  | the VF of "web" is removed by surprise |
      | "web"  | the partition "web" is stopped         |
      | "web"  | the partition "web" is saved           |

  @rule:ISO-LAW-04
  @rule:ISO-LAW-06
  Scenario: A VLAN of the former holder is not the next one's
    Given the VF of "web" is detached
    And the partition is started:
      | partition | MAC address       | VLAN | path |
      | guest2    | 00-15-5D-00-00-07 | 20   | VF   |
    And "guest2" holds VF 1
    And "guest2" and "outside" exchange frames
    When "db" sends a broadcast
    Then exactly these receive the frame:
      | receiver | frames |
      | web      | 1      |
      | legacy   | 1      |
      | outside  | 1      |

  @rule:ISO-LAW-13
  @needs:blocks
  @needs:request-log
  Scenario Outline: A request of <guest> reaches the PF driver under the identifier of its own VF
    When the VF driver of "<guest>" writes "01 02" to block 4
    Then the most recent OID_SRIOV_WRITE_VF_CONFIG_BLOCK carried:
      | member  | value               |
      | VFId    | the VF of "<guest>" |
      | BlockId | 4                   |
    And no function but the VF of "<guest>" was affected
    And the VF driver of "<other>" finds "00 00" in block 4
    When the guest of "<guest>" writes 0x7 to "Interrupt Line" of its VF
    Then the most recent OID_SRIOV_WRITE_VF_CONFIG_SPACE carried:
      | member | value               |
      | VFId   | the VF of "<guest>" |
    And nothing of the VF of "<other>" has changed

    Examples:
      | guest | other |
      | web   | db    |
      | db    | web   |
