@driver
@needs:config-space
Feature: Enabling and disabling virtualization is nothing that the PF's own traffic notices

  Background:
    Given an SR-IOV adapter "NIC1" with 8 VFs
    And the extensible switch "External" is bound to "NIC1"
    And these partitions are running:
      | partition | MAC address       | VLAN | path      |
      | legacy    | 00-15-5D-00-00-03 | 10   | synthetic |

  @rule:PCIE-VFE-06
  Scenario: VF Enable is cleared and set in the middle of the PF's traffic
    Given a stream of 50 numbered frames runs from "legacy" to "outside"
    And a stream of 50 numbered frames runs from "outside" to "legacy"
    When 0x0 is written to "VF Enable" of the PF
    Then the stream arrives complete, once and in order
    Given a stream of 50 numbered frames runs from "legacy" to "outside"
    When 0x1 is written to "VF Enable" of the PF
    Then the stream arrives complete, once and in order
    And VF 8 answers configuration requests
    And these fields of the PF read:
      | field          | value  |
      | Command        | 0x6    |
      | Device Control | 0x2810 |
      | Link Status    | 0x11   |
      | PMCSR          | 0x8    |
    And register 0x4 of BAR 0 of the PF reads 0x1

  @rule:PCIE-VFE-02
  @needs:dma-observation
  @needs:hostile-guest
  Scenario: A VF that is gone issues nothing, not even what it had begun
    Given these partitions are running:
      | partition | MAC address       | VLAN | path |
      | web       | 00-15-5D-00-00-01 | 10   | VF   |
    And "web" and "outside" exchange frames
    And "web" and "legacy" exchange frames
    And memory does not answer the reads of VF 1
    And the guest of "web" points its transmit ring at the memory of "legacy"
    And "Transactions Pending" of VF 1 reads 0x1
    When 0x0 is written to "VF Enable" of the PF
    And memory answers the reads of VF 1 again
    Then no function was affected
    And VF 1 does not exist
    And "legacy" and "outside" exchange frames as before

  @rule:PCIE-VFE-02
  Scenario Outline: With its VF gone from the bus by <what>, a partition is on the synthetic path
    Given these partitions are running:
      | partition | MAC address       | VLAN | path |
      | web       | 00-15-5D-00-00-01 | 10   | VF   |
    And "web" and "legacy" exchange frames
    When 0x<value> is written to "<field>" of the PF
    Then "web" uses the synthetic path
    When "web" sends a frame to "outside" over the VF path
    Then nobody receives the frame
    When "web" sends a frame to "legacy"
    Then the frame takes the path "web > External > legacy"

    Examples:
      | what                             | field        | value |
      | VF Enable                        | VF Enable    | 0     |
      | a function level reset of the PF | Initiate FLR | 1     |
