@driver
@isolation
@needs:hostile-guest
Feature: The IOMMU lets a VF reach the memory and interrupts of its own partition only

  Rule: What a VF may reach

    Background:
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the extensible switch "External" is bound to "NIC1"
      And these partitions are running:
        | partition | MAC address       | VLAN | path      |
        | web       | 00-15-5D-00-00-01 | 10   | VF        |
        | db        | 00-15-5D-00-00-02 | 10   | VF        |
        | legacy    | 00-15-5D-00-00-03 | 10   | synthetic |
      And "web" and "outside" exchange frames
      And "db" and "outside" exchange frames

    @rule:PCIE-IOMMU-02
    @needs:dma-observation
    Scenario Outline: A frame that a VF would write to <target> is blocked and recorded under its Routing ID
      Given the guest of "web" points its receive ring at <target>
      When "outside" sends a frame to "web"
      Then "web" does not receive the frame
      And the frame is dropped because of "iommu fault"
      And the IOMMU recorded a fault of the VF of "web"
      And the IOMMU recorded no fault of the VF of "db"
      And no byte of the memory of "db" was written by others
      And no byte of the memory of "db" has changed
      And no byte of the memory of "legacy" has changed

      Examples:
        | target                          |
        | the memory of "db"              |
        | the memory of "legacy"          |
        | the memory of the management OS |
        | memory that is not mapped       |

    @rule:PCIE-IOMMU-02
    @needs:dma-observation
    Scenario: What a VF would read from another's memory never comes
      When the guest of "web" points its transmit ring at the memory of "db"
      Then the IOMMU recorded a fault of the VF of "web"
      And no function but the VF of "web" was affected
      And the When did not cause the event "wire-frame"
      And no byte of the memory of "db" has changed

    @rule:PCIE-IOMMU-03
    @needs:dma-observation
    Scenario: Faults of one VF without end stop nobody else's DMA
      Given the guest of "web" points its receive ring at memory that is not mapped
      And "outside" sends 20 frames to "web"
      And the IOMMU recorded a fault of the VF of "web"
      And a stream of 30 numbered frames runs from "db" to "outside"
      And a stream of 30 numbered frames runs from "outside" to "legacy"
      When the guest of "web" points its transmit ring at the memory of "legacy"
      Then the stream arrives complete, once and in order
      And "db" and "legacy" exchange frames as before

    @rule:PCIE-IOMMU-04
    @needs:interrupt-observation
    Scenario: An interrupt message that is not the VF's own is delivered to nobody
      When the guest of "web" forges an interrupt of "db"
      Then the When caused the event "interrupt-fault"
      And the When did not cause the event "interrupt"
      And nothing of the VF of "db" has changed
      When "outside" sends a frame to "db"
      Then the When caused the event "interrupt"
      And "db" receives the frame

  Rule: Without protection no VF is given to a partition

    @rule:PCIE-IOMMU-01
    Scenario Outline: No VF can be assigned: <obstacle>
      Given an SR-IOV adapter "NIC1" in a place with "<obstacle>"
      And the extensible switch "External" is bound to "NIC1"
      And the partition is started:
        | partition | MAC address       | VLAN | path      |
        | web       | 00-15-5D-00-00-01 | 10   | synthetic |
      When a VF is attached to "web"
      Then it is refused with NDIS_STATUS_NOT_SUPPORTED
      And nothing has changed
      And "web" holds no VF
      And "web" and "outside" exchange frames

      Examples:
        | obstacle                          |
        | no IOMMU                          |
        | no ACS                            |
        | IOMMU not under control of the OS |
        | line based interrupt              |
        | depends on ATS                    |

    @rule:PCIE-IOMMU-01
    Scenario: Where nothing is missing, a VF is assigned
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the extensible switch "External" is bound to "NIC1"
      And the partition is started:
        | partition | MAC address       | VLAN | path      |
        | web       | 00-15-5D-00-00-01 | 10   | synthetic |
      When a VF is attached to "web"
      Then "web" holds a VF
