@driver
@isolation
@needs:config-space
Feature: What belongs to one function overlaps with nothing of another's

  @rule:ISO-LAW-14
  @rule:ISO-RID-01
  @needs:adapter-profiles
  Scenario Outline: <VFs> VFs of an adapter like <profile> share no Routing ID and no memory
    Given an SR-IOV adapter "NIC1" like "<profile>" with <VFs> VFs
    Then VF <VFs> exists
    And all Routing IDs are different
    And every Routing ID follows from the capability
    And no VF is on a lower bus than the PF
    And the BAR <BAR> slices of all VFs are disjoint, of equal size and aligned to their size

    Examples:
      | profile        | VFs | BAR |
      | intel-82576    | 2   | 0   |
      | intel-82576    | 7   | 0   |
      | intel-82576    | 7   | 3   |
      | intel-82599es  | 8   | 0   |
      | intel-82599es  | 63  | 0   |
      | intel-82599es  | 63  | 3   |
      | intel-x550t    | 63  | 3   |
      | intel-xl710-q2 | 64  | 0   |
      | intel-xl710-q1 | 128 | 3   |

  @rule:ISO-LAW-14
  @rule:ISO-RID-01
  Scenario Outline: Routing IDs with ARI <ARI> and page size <page>
    Given an SR-IOV adapter "NIC1" with these settings, whose PF driver is not loaded:
      | setting | value |
      | ari     | <ARI> |
    And <register> is written to "System Page Size" of the PF
    And 0xE0000000 is written to "VF BAR0" of the PF
    When virtualization is enabled with 64 VFs
    And 0x1 is written to "VF MSE" of the PF
    Then all Routing IDs are different
    And every Routing ID follows from the capability
    And the BAR 0 slices of all VFs are disjoint, of equal size and aligned to their size

    Examples:
      | ARI | page   | register |
      | yes | 4 KiB  | 0x1      |
      | yes | 64 KiB | 0x10     |
      | no  | 4 KiB  | 0x1      |
      | no  | 8 KiB  | 0x2      |

  @rule:ISO-LAW-14
  @rule:ISO-LAW-09
  Scenario: VPorts of different size share no queue pair
    Given an SR-IOV adapter "NIC1" with 4 VFs
    And the extensible switch "External" is bound to "NIC1"
    When the partition is started:
      | partition | MAC address       | VLAN | path | queue pairs |
      | one       | 00-15-5D-00-00-01 | 10   | VF   | 1           |
      | two       | 00-15-5D-00-00-02 | 10   | VF   | 4           |
      | three     | 00-15-5D-00-00-03 | 10   | VF   | 2           |
    Then the queue pairs of all VPorts are disjoint
    And the adapter has 4 VPorts
    When the partition "two" is stopped
    And the partition is started:
      | partition | MAC address       | VLAN | path | queue pairs |
      | four      | 00-15-5D-00-00-04 | 10   | VF   | 2           |
    Then the queue pairs of all VPorts are disjoint

  @rule:ISO-LAW-14
  @rule:ISO-LAW-17
  @rule:ISO-VF-04
  @needs:registers
  Scenario: An entry of one VF's interrupt table is in no other VF's
    Given an SR-IOV adapter "NIC1" with 4 VFs
    When 0xFEE01000 is written to register 0x10 of BAR 3 of VF 2
    Then register 0x10 of BAR 3 of VF 2 reads 0xFEE01000
    And register 0x10 of BAR 3 of VF 1 reads 0x0
    And register 0x10 of BAR 3 of VF 3 reads 0x0
    And no function but VF 2 was affected

  @rule:ISO-LAW-14
  @rule:ISO-VF-02
  @needs:registers
  Scenario Outline: Register <register> of one VF is its own
    Given an SR-IOV adapter "NIC1" with 4 VFs
    When <value> is written to register <register> of BAR 0 of VF <VF>
    Then register <register> of BAR 0 of VF <VF> reads <value>
    And register <register> of BAR 0 of VF <neighbour> reads 0x0
    And no function but VF <VF> was affected

    Examples:
      | register | value  | VF | neighbour |
      | 0x800    | 0x4000 | 1  | 2         |
      | 0x800    | 0x4000 | 4  | 3         |
      | 0x200    | 0x5E   | 2  | 1         |
      | 0x408    | 0x20   | 2  | 3         |

  Rule: With its own identity

    Background:
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the extensible switch "External" is bound to "NIC1"
      And these partitions are running:
        | partition | MAC address       | VLAN | path      |
        | web       | 00-15-5D-00-00-01 | 10   | VF        |
        | db        | 00-15-5D-00-00-02 | 10   | VF        |
        | legacy    | 00-15-5D-00-00-03 | 10   | synthetic |
      And "web" and "db" exchange frames

    @rule:ISO-RID-03
    @rule:ISO-LAW-08
    @needs:dma-observation
    Scenario Outline: <partition>'s VF issues its requests under the Requester ID that its allocation named
      When the virtualization stack requests OID_NIC_SWITCH_VF_PARAMETERS for the VF of "<partition>"
      Then the answer has:
        | member      | value |
        | RequestorId | <RID> |
      When the guest of "<partition>" points its transmit ring at the memory of "legacy"
      Then the IOMMU recorded a fault of the VF of "<partition>"
      And the IOMMU recorded no fault of the VF of "<other>"
      And the Routing ID of the VF of "<partition>" is "<written>"

      Examples:
        | partition | other | RID   | written |
        | web       | db    | 0x180 | 01:10.0 |
        | db        | web   | 0x182 | 01:10.2 |

    @rule:ISO-LAW-08
    @rule:ISO-VF-04
    @needs:hostile-guest
    Scenario: Without Bus Master Enable a VF issues no request, and its neighbours do
      When the guest of "web" writes 0x0 to "Bus Master Enable" of its VF
      Then no function but the VF of "web" was affected
      When "web" sends a frame to "db"
      Then nobody receives the frame
      And the frame is dropped because of "bus master disabled"
      When "outside" sends a frame to "web"
      Then the frame is dropped because of "bus master disabled"
      And no byte of the memory of "web" has changed
      And the When did not cause the event "interrupt"
      When the guest of "web" writes 0x1 to "Bus Master Enable" of its VF
      Then "web" and "db" exchange frames
      And "db" and "legacy" exchange frames as before

    @rule:ISO-LAW-08
    @rule:ISO-RID-02
    @needs:dma-observation
    Scenario: A VF that was taken from a partition reaches its memory no more
      Given the VF of "web" is detached
      And the partition is started:
        | partition | MAC address       | VLAN | path |
        | guest2    | 00-15-5D-00-00-07 | 10   | VF   |
      And "guest2" holds VF 1
      When the guest of "guest2" points its transmit ring at the memory of "web"
      Then the IOMMU recorded a fault of the VF of "guest2"
      And no byte of the memory of "web" has changed

    @rule:ISO-VF-02
    @needs:dma-observation
    Scenario Outline: Traffic between <from> and <to> touches no ring and no buffer of a third VF
      Given the VF driver of "web" posts 4 receive buffers
      When "<from>" sends 50 frames to "<to>"
      Then "<to>" receives all the frames in order
      And nothing of the VF of "web" has changed
      And no byte of the memory of "web" has changed

      Examples:
        | from    | to      |
        | db      | legacy  |
        | legacy  | db      |
        | outside | db      |
        | legacy  | outside |

    @rule:ISO-PRIV-03
    @needs:counters
    Scenario: What a VF sends enters the NIC switch at its own VPort and at no other
      When "web" sends 5 frames to "outside"
      Then the VPort of "web" counts 5 more frames out
      And the VPort of "db" counts 0 more frames out
      And the default VPort counts 0 more frames out
      When "db" sends 3 frames to "outside"
      Then the VPort of "db" counts 3 more frames out
      And the VPort of "web" counts 0 more frames out
