@driver
@needs:config-space
Feature: A function level reset returns one function to its beginnings

  Rule: Of a VF

    Background:
      Given an SR-IOV adapter "NIC1" with 8 VFs
      And the extensible switch "External" is bound to "NIC1"
      And these partitions are running:
        | partition | MAC address       | VLAN | path      |
        | web       | 00-15-5D-00-00-01 | 10   | VF        |
        | db        | 00-15-5D-00-00-02 | 10   | VF        |
        | legacy    | 00-15-5D-00-00-03 | 10   | synthetic |
      And "web" and "outside" exchange frames

    @rule:PCIE-FLR-01
    Scenario Outline: <function> can do a function level reset, and Initiate FLR never reads back
      Then "Function Level Reset Capability" of <function> reads 0x1
      When 0x1 is written to "Initiate FLR" of <function>
      Then "Initiate FLR" of <function> reads 0x0
      And "Bus Master Enable" of <function> reads 0x0

      Examples:
        | function        |
        | the VF of "web" |
        | the PF          |

    @rule:PCIE-FLR-02
    @needs:registers
    Scenario: The reset takes bus mastering, interrupts and queues
      Given these fields of the VF of "web" read:
        | field             | value |
        | Bus Master Enable | 1     |
        | MSI-X Enable      | 1     |
      And register 0x0 of BAR 0 of the VF of "web" reads 0x3
      And register 0x0 of BAR 3 of the VF of "web" does not read 0x0
      When 0x1 is written to "Initiate FLR" of the VF of "web"
      Then these fields of the VF of "web" read:
        | field             | value |
        | Bus Master Enable | 0     |
        | MSI-X Enable      | 0     |
      And register 0x0 of BAR 0 of the VF of "web" reads 0x0
      And register 0x808 of BAR 0 of the VF of "web" reads 0x0
      And register 0x828 of BAR 0 of the VF of "web" reads 0x0
      And register 0x400 of BAR 0 of the VF of "web" reads 0x0
      And register 0x410 of BAR 0 of the VF of "web" reads 0x0
      And register 0x0 of BAR 3 of the VF of "web" reads 0x0
      When "outside" sends a frame to "web"
      Then "web" does not receive the frame
      And the When did not cause the event "interrupt"

    @rule:PCIE-FLR-03
    @needs:registers
    Scenario: The VF stays where it is, for that is the PF's affair
      Given the SR-IOV capability of the PF is remembered
      When 0x1 is written to "Initiate FLR" of the VF of "web"
      Then the SR-IOV capability of the PF is as remembered
      And VF 1 answers configuration requests
      And the Routing ID of VF 1 is "01:10.0"
      And the slice of VF 1 in BAR 0 is 0x4000024000 to 0x4000027FFF
      And VF 1 is allocated to "web"

    @rule:PCIE-FLR-04
    @isolation
    Scenario: Neighbours, PF and link do not notice
      Given a stream of 30 numbered frames runs from "db" to "outside"
      And a stream of 30 numbered frames runs from "outside" to "legacy"
      When 0x1 is written to "Initiate FLR" of the VF of "web"
      Then the stream arrives complete, once and in order
      And "Bus Master Enable" of the VF of "db" reads 0x1
      And "Bus Master Enable" of the VF of "web" reads 0x0
      And "Link Status" of the PF reads 0x11

    @rule:PCIE-FLR-14
    @needs:hostile-guest
    @isolation
    Scenario: A guest that writes Initiate FLR resets its own VF and nothing else
      Given the SR-IOV capability of the PF is remembered
      When the guest of "web" writes 0x1 to "Initiate FLR" of its VF
      Then no function but the VF of "web" was affected
      And "Bus Master Enable" of the VF of "web" reads 0x0
      And "Bus Master Enable" of the VF of "db" reads 0x1
      And the SR-IOV capability of the PF is as remembered
      And "db" and "legacy" exchange frames as before

    @rule:PCIE-FLR-13
    @needs:oid-boundary
    @isolation
    Scenario: OID_SRIOV_RESET_VF does what the register does, to the VF that it names
      When the virtualization stack requests OID_SRIOV_RESET_VF for the VF of "web"
      Then no function but the VF of "web" was affected
      And these fields of the VF of "web" read:
        | field             | value |
        | Bus Master Enable | 0     |
        | MSI-X Enable      | 0     |
      And register 0x808 of BAR 0 of the VF of "web" reads 0x0
      And "db" and "legacy" exchange frames as before

    @rule:PCIE-FLR-13
    @needs:miniport-boundary
    Scenario Outline: OID_SRIOV_RESET_VF of <what> is refused
      When OID_SRIOV_RESET_VF reaches the PF miniport directly with:
        | member | value |
        | VFId   | <vf>  |
      Then the PF driver refuses with NDIS_STATUS_INVALID_PARAMETER
      And nothing has changed

      Examples:
        | what                       | vf     |
        | a VF that nobody allocated | 5      |
        | a VF that does not exist   | 64     |
        | the PF                     | 0xFFFF |

    @rule:PCIE-FLR-09
    @rule:BLOCK-MODEL-11
    @needs:blocks
    @isolation
    Scenario: The next holder of the VF finds no pattern of the former one
      Given the VF driver of "web" writes "DE AD BE EF" to block 3
      And the VF driver of "web" joins the group 01-00-5E-00-00-05
      And the VF driver of "web" asks for no broadcasts
      And register 0x200 of BAR 0 of the VF of "web" does not read 0x0
      And register 0x44 of BAR 0 of the VF of "web" does not read 0x0
      When the partition "web" is stopped
      And the partition is started:
        | partition | MAC address       | VLAN | path |
        | shop      | 00-15-5D-00-00-09 | 20   | VF   |
      Then "shop" holds VF 1
      And the VF driver of "shop" finds "00 00 00 00" in block 3
      And register 0x40 of BAR 0 of VF 1 reads 0x0
      And register 0x44 of BAR 0 of VF 1 reads 0x0
      And register 0x200 of BAR 0 of VF 1 reads 0x0
      And "shop" and "outside" exchange frames

    @rule:PCIE-FLR-10
    @needs:dma-observation
    Scenario: The reset writes nothing to the memory that was the VF's
      When 0x1 is written to "Initiate FLR" of the VF of "web"
      Then no byte of the memory of "web" has changed
      When "outside" sends a frame to "web"
      Then "web" does not receive the frame
      And no byte of the memory of "web" has changed
      When "outside" sends a frame to "db"
      Then "db" receives the frame

    @rule:PCIE-FLR-10
    @rule:PCIE-FLR-02
    @needs:hostile-guest
    Scenario: An answer that comes after the reset to a question from before is dropped
      Given memory does not answer the reads of the VF of "web"
      And the guest of "web" points its transmit ring at the memory of "db"
      And "Transactions Pending" of the VF of "web" reads 0x1
      When 0x1 is written to "Initiate FLR" of the VF of "web"
      Then "Transactions Pending" of the VF of "web" reads 0x0
      And no byte of the memory of "web" has changed
      When memory answers the reads of the VF of "web" again
      Then no function was affected
      And no byte of the memory of "web" has changed
      And the IOMMU recorded a fault of the VF of "web"

    @rule:PCIE-FLR-11
    @needs:hostile-guest
    Scenario: What a VF logged of its errors outlives its reset, and so does its Routing ID
      Given the guest of "web" points its receive ring at memory that is not mapped
      And "outside" sends a frame to "web"
      And "Uncorrectable Error Status" of the VF of "web" reads 0x100000
      When 0x1 is written to "Initiate FLR" of the VF of "web"
      Then "Uncorrectable Error Status" of the VF of "web" reads 0x100000
      And "Device Status" of the VF of "web" reads 0x0
      And the Routing ID of the VF of "web" is "01:10.0"
      When 0x100000 is written to "Uncorrectable Error Status" of the VF of "web"
      Then "Uncorrectable Error Status" of the VF of "web" reads 0x0

  Rule: Of the PF

    Background:
      Given an SR-IOV adapter "NIC1" whose PF driver is not loaded
      And 0x10 is written to "System Page Size" of the PF
      And 0xE0000000 is written to "VF BAR0" of the PF
      And 0xE8000000 is written to "VF BAR3" of the PF
      And virtualization is enabled with 8 VFs
      And 0x1 is written to "VF MSE" of the PF
      And slice 8 of VF BAR 0 is claimed

    @rule:PCIE-FLR-05
    @needs:registers
    Scenario: With the reset of the PF its VFs cease to exist
      When 0x1 is written to "Initiate FLR" of the PF
      Then these fields of the PF read:
        | field     | value |
        | VF Enable | 0     |
        | VF MSE    | 0     |
      And VF 1 does not answer configuration requests
      And VF 8 does not answer configuration requests
      And VF 1 does not exist
      And the PF answers configuration requests

    @rule:PCIE-FLR-06
    Scenario: The capability returns to its reset values, but for what is fixed and ARI Capable Hierarchy
      Given "ARI Capable Hierarchy" of the PF reads 0x1
      When 0x1 is written to "Initiate FLR" of the PF
      Then these fields of the PF read:
        | field                 | value |
        | SR-IOV Control        | 0x10  |
        | NumVFs                | 0     |
        | System Page Size      | 1     |
        | VF BAR0               | 0x4   |
        | VF BAR1               | 0     |
        | VF BAR3               | 0x4   |
        | VF BAR4               | 0     |
        | ARI Capable Hierarchy | 1     |
        | First VF Offset       | 0x80  |
        | VF Stride             | 2     |
        | InitialVFs            | 64    |
        | TotalVFs              | 64    |
        | VF Device ID          | 2     |
        | Supported Page Sizes  | 0x553 |

    @rule:PCIE-FLR-11
    Scenario: What belongs to the link outlives the reset of the PF
      Given 0x40 is written to "Link Control" of the PF
      And 0x1 is written to "Max Payload Size" of the PF
      When 0x1 is written to "Initiate FLR" of the PF
      Then these fields of the PF read:
        | field                 | value |
        | Link Control          | 0x40  |
        | Max Payload Size      | 1     |
        | Max Read Request Size | 2     |
        | Bus Master Enable     | 0     |
      And the Routing ID of the PF is "01:00.0"
