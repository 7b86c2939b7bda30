@driver
@isolation
@needs:hostile-guest
Feature: A hostile guest reaches nothing but its own VF

  Background:
    Given an SR-IOV adapter "NIC1" with 4 VFs
    And the extensible switch "External" is bound to "NIC1"
    And these partitions are running:
      | partition | MAC address       | VLAN | path      |
      | web       | 00-15-5D-00-00-01 | 10   | VF        |
      | db        | 00-15-5D-00-00-02 | 10   | VF        |
      | legacy    | 00-15-5D-00-00-03 | 10   | synthetic |

  @rule:ISO-LAW-01
  @rule:CFG-WRITE-05
  @rule:CFG-WRITE-04
  Scenario Outline: Writing <value> over its whole configuration space moves nothing of anybody else
    Given the SR-IOV capability of the PF is remembered
    When the guest of "web" writes <value> to every dword of its configuration space
    Then the SR-IOV capability of the PF is as remembered
    And nothing of the VF of "db" has changed
    And nothing of the PF has changed
    And "db" and "legacy" exchange frames as before

    Examples:
      | value      |
      | 0xFFFFFFFF |
      | 0x0        |
      | 0xA5A5A5A5 |

  @rule:ISO-LAW-08
  @rule:ISO-VF-04
  @rule:ISO-RID-02
  @rule:FORWARD-ISOLATE-03
  @needs:dma-observation
  Scenario Outline: What a VF receives is never written to the memory of <victim>
    Given "web" and "db" exchange frames
    And the guest of "web" points its receive ring at the memory of "<victim>"
    When "outside" sends a frame to "web"
    Then the frame is dropped because of "iommu fault"
    And the IOMMU recorded a fault of the VF of "web"
    And the IOMMU recorded no fault of the VF of "db"
    And no byte of the memory of "<victim>" was written by others
    And no byte of the memory of "<victim>" has changed
    And no function but the VF of "web" and the PF was affected
    And "db" and "legacy" exchange frames as before

    Examples:
      | victim |
      | db     |
      | legacy |

  @rule:ISO-LAW-08
  @rule:ISO-RID-02
  @needs:dma-observation
  Scenario Outline: What lies in the memory of <victim> is never sent by a VF
    When the guest of "web" points its transmit ring at the memory of "<victim>"
    Then the IOMMU recorded a fault of the VF of "web"
    And the physical port counts 0 more frames out
    And no function but the VF of "web" was affected
    And "db" and "legacy" exchange frames as before

    Examples:
      | victim |
      | db     |
      | legacy |

  @rule:ISO-LAW-17
  @rule:PCIE-IOMMU-04
  Scenario: A forged interrupt message reaches nobody
    When the guest of "web" forges an interrupt of "db"
    Then nothing of the VF of "db" has changed
    And "db" and "legacy" exchange frames as before

  @rule:ISO-LAW-17
  @rule:ISO-LAW-01
  Scenario: Masking and clearing interrupts stays with the VF that does it
    When the VF driver of "web" masks interrupt vector 0
    Then no function but the VF of "web" was affected
    When the VF driver of "web" clears its pending interrupts
    Then no function but the VF of "web" was affected

  @rule:ISO-LAW-01
  @rule:ISO-VF-01
  @rule:XSW-IOV-45
  @rule:FORWARD-ISOLATE-02
  @rule:ISO-VF-03
  Scenario: A crashed guest is nobody else's trouble
    When the guest of "web" crashes
    Then no function but the VF of "web" was affected
    And "db" and "legacy" exchange frames as before

  @rule:ISO-LAW-01
  Scenario: Promiscuous mode is refused to a VF
    When the VF driver of "web" asks for promiscuous mode
    Then it is refused
    And nothing has changed
