@driver
@needs:config-space
Feature: The configuration space of a VF is its own, with what belongs to the PF hard-wired

  Rule: Registers of the header

    Background:
      Given an SR-IOV adapter "NIC1" whose PF driver is not loaded

    @rule:PCIE-VFCFG-01
    @rule:PCIE-VFCFG-02
    Scenario: Enumeration does not find a VF, but other registers tell it from a missing one
      When virtualization is enabled with 2 VFs
      Then these fields of VF 1 read:
        | field           | value      |
        | Vendor ID       | 0xFFFF     |
        | Device ID       | 0xFFFF     |
        | 4 bytes at 0x00 | 0xFFFFFFFF |
      And "Subsystem Vendor ID" of VF 1 does not read 0xFFFF
      And "Subsystem Vendor ID" of VF 1 does not read 0x0
      And VF 3 does not answer configuration requests

    @rule:PCIE-VFCFG-03
    @rule:PCIE-VFCFG-04
    @rule:PCIE-VFCFG-06
    @rule:PCIE-VFCFG-08
    @rule:PCIE-VFCFG-10
    Scenario: Of the header a VF's software can set Bus Master Enable and nothing else
      When virtualization is enabled with 2 VFs
      Then "Bus Master Enable" of VF 1 reads 0x0
      And these writes to VF 1 read back:
        | field                      | written    | reads back |
        | Command                    | 0x0003     | 0x0000     |
        | Command                    | 0xFFFF     | 0x0004     |
        | Command                    | 0x0000     | 0x0000     |
        | Vendor ID                  | 0x1234     | 0xFFFF     |
        | Device ID                  | 0x1234     | 0xFFFF     |
        | Cache Line Size            | 0xFF       | 0          |
        | Latency Timer              | 0xFF       | 0          |
        | Header Type                | 0xFF       | 0          |
        | BIST                       | 0xFF       | 0          |
        | CardBus CIS Pointer        | 0xFFFFFFFF | 0          |
        | Expansion ROM Base Address | 0xFFFFFFFF | 0          |
        | Interrupt Line             | 0xFF       | 0          |
        | Interrupt Pin              | 0xFF       | 0          |
        | Min_Gnt                    | 0xFF       | 0          |
        | Max_Lat                    | 0xFF       | 0          |

    @rule:PCIE-VFCFG-07
    Scenario: The status of a VF shows its capability list and no line interrupt
      When virtualization is enabled with 2 VFs
      Then these fields of VF 1 read:
        | field             | value |
        | Capabilities List | 1     |
        | Interrupt Status  | 0     |

    @rule:PCIE-VFCFG-09
    Scenario: A VF is of the class and subsystem vendor of its PF
      When virtualization is enabled with 2 VFs
      Then "Class Code" reads the same in VF 1 and the PF
      And "Programming Interface" reads the same in VF 1 and the PF
      And "Subsystem Vendor ID" reads the same in VF 1 and the PF
      And "Class Code" of VF 1 reads 0x200

    @rule:PCIE-VFCFG-11
    Scenario: A VF has a capability list of its own, with PCI Express and MSI-X
      When virtualization is enabled with 2 VFs
      Then VF 1 has the capability 0x10
      And VF 1 has the capability 0x11
      And VF 2 has the capability 0x10
      When 0x1 is written to "MSI-X Enable" of VF 1
      Then "MSI-X Enable" of VF 1 reads 0x1
      And "MSI-X Enable" of VF 2 reads 0x0
      And "MSI-X Enable" of the PF reads 0x0

    @rule:PCIE-VFCFG-12
    @isolation
    Scenario: What is device or link wide is not for a VF to set
      Given virtualization is enabled with 2 VFs
      When 0x7FFF is written to "Device Control" of VF 1
      Then nothing has changed
      When 0xFFFF is written to "Link Control" of VF 1
      Then nothing has changed
      And these fields of VF 1 read:
        | field          | value |
        | Device Control | 0     |
        | Link Control   | 0     |
      And these fields of the PF read:
        | field                 | value |
        | Max Payload Size      | 0     |
        | Max Read Request Size | 2     |
        | Link Control          | 0     |
      And these writes to the PF read back:
        | field            | written | reads back |
        | Max Payload Size | 1       | 1          |
        | Link Control     | 0x40    | 0x40       |

  Rule: What a VF's registers do to its traffic

    Background:
      Given an SR-IOV adapter "NIC1" with 8 VFs
      And the extensible switch "External" is bound to "NIC1"
      And these partitions are running:
        | partition | MAC address       | VLAN | path      |
        | web       | 00-15-5D-00-00-01 | 10   | VF        |
        | db        | 00-15-5D-00-00-02 | 10   | VF        |
        | legacy    | 00-15-5D-00-00-03 | 10   | synthetic |
      And "web" and "outside" exchange frames
      And "db" and "outside" exchange frames

    @rule:PCIE-VFCFG-04
    @needs:interrupt-observation
    Scenario: Without Bus Master Enable one VF neither fetches, writes nor interrupts, and the others do
      When 0x0 is written to "Bus Master Enable" of the VF of "web"
      Then no function but the VF of "web" was affected
      When "web" sends a frame to "outside"
      Then nobody receives the frame
      And the frame is dropped because of "bus master disabled"
      When "outside" sends a frame to "web"
      Then "web" does not receive the frame
      And the When did not cause the event "interrupt"
      When "outside" sends a frame to "db"
      Then "db" receives the frame
      And the When caused the event "interrupt"
      And "db" and "legacy" exchange frames as before

    @rule:PCIE-VFCFG-04
    Scenario: Bus Master Enable gates requests, not accesses to the VF
      When 0x0 is written to "Bus Master Enable" of the VF of "web"
      Then "Bus Master Enable" of the VF of "web" reads 0x0
      And register 0x4 of BAR 0 of the VF of "web" reads 0x1
      And "MSI-X Enable" of the VF of "web" reads 0x1
      When 0x1 is written to "Bus Master Enable" of the VF of "web"
      Then "web" and "outside" exchange frames as before

    @rule:PCIE-VFCFG-05
    @isolation
    Scenario Outline: <whose> Bus Master Enable is not what "web" needs
      When 0x0 is written to "Bus Master Enable" of <whose>
      Then nothing of the VF of "web" has changed
      And "web" and "outside" exchange frames as before

      Examples:
        | whose          |
        | the PF         |
        | the VF of "db" |

    @rule:PCIE-VFCFG-08
    @needs:interrupt-observation
    Scenario: With MSI-X disabled a VF has no other way to interrupt
      When 0x0 is written to "MSI-X Enable" of the VF of "web"
      And "outside" sends a frame to "web"
      Then the When did not cause the event "interrupt"
      When "outside" sends a frame to "db"
      Then the When caused the event "interrupt"

    @rule:PCIE-VFCFG-13
    @needs:dma-observation
    Scenario: A read that is outstanding shows as Transactions Pending of the VF that asked, and of no other
      Given memory does not answer the reads of the VF of "web"
      When the guest of "web" points its transmit ring at the memory of "db"
      Then "Transactions Pending" of the VF of "web" reads 0x1
      And "Transactions Pending" of the VF of "db" reads 0x0
      And "Transactions Pending" of the PF reads 0x0
      When memory answers the reads of the VF of "web" again
      Then "Transactions Pending" of the VF of "web" reads 0x0
      And the IOMMU recorded a fault of the VF of "web"

    @rule:PCIE-VFCFG-07
    @rule:PCIE-VFCFG-13
    @rule:PCIE-IOMMU-03
    @needs:hostile-guest
    Scenario: An error that one VF causes shows in that VF alone
      Given these fields of the VF of "web" read:
        | field         | value |
        | Device Status | 0     |
      When the guest of "web" points its receive ring at memory that is not mapped
      And "outside" sends a frame to "web"
      Then "Device Status" of the VF of "web" reads 0xA
      And "Uncorrectable Error Status" of the VF of "web" reads 0x100000
      And these fields of the VF of "db" read:
        | field                      | value |
        | Device Status              | 0     |
        | Uncorrectable Error Status | 0     |
      And these fields of the PF read:
        | field                      | value |
        | Device Status              | 0     |
        | Uncorrectable Error Status | 0     |
      When 0xF is written to "Device Status" of the VF of "db"
      Then "Device Status" of the VF of "web" reads 0xA
      When 0xF is written to "Device Status" of the VF of "web"
      Then "Device Status" of the VF of "web" reads 0x0
