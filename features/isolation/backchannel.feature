@driver
@isolation
@needs:blocks
Feature: The backchannel keeps every VF's blocks and notices apart

  Background:
    Given an SR-IOV adapter "NIC1" with 4 VFs
    And the extensible switch "External" is bound to "NIC1"
    And these partitions are running:
      | partition | MAC address       | VLAN | path |
      | web       | 00-15-5D-00-00-01 | 10   | VF   |
      | db        | 00-15-5D-00-00-02 | 10   | VF   |

  @rule:ISO-LAW-05
  @rule:BLOCK-MODEL-02
  @rule:BLOCK-MODEL-05
  Scenario: One block number names as many blocks as there are VFs
    When the VF driver of "web" writes "01 02 03 04" to block 3
    And the VF driver of "db" writes "AA BB CC DD" to block 3
    Then the VF driver of "web" finds "01 02 03 04" in block 3
    And the VF driver of "db" finds "AA BB CC DD" in block 3

  @rule:ISO-LAW-13
  @rule:BLOCK-WRITE-07
  Scenario: A write of the PF driver to one VF's block changes that block alone
    Given the VF driver of "db" writes "AA BB" to block 2
    When the PF driver changes block 2 of the VF of "web" to "0A 0B"
    Then no function but the VF of "web" was affected
    And the VF driver of "web" finds "0A 0B" in block 2
    And the VF driver of "db" finds "AA BB" in block 2

  @rule:ISO-LAW-13
  @rule:BLOCK-INVAL-12
  Scenario: A notice reaches the VF that it names and no other
    When the PF driver announces a change of blocks "0, 2" to the VF of "web"
    Then no function but the VF of "web" was affected
    And the VF driver of "web" has been told of changes of "0, 2"
    And the VF driver of "db" has been told of no change

  @rule:ISO-LAW-04
  @rule:BLOCK-MODEL-11
  @rule:VF-FREE-20
  Scenario: The next owner of a VF finds nothing of the former one
    Given the VF driver of "web" writes "DE AD BE EF" to block 3
    When the VF of "web" is detached
    And the partition is started:
      | partition | MAC address       | VLAN | path |
      | guest2    | 00-15-5D-00-00-07 | 20   | VF   |
    Then "guest2" holds VF 1
    And the VF driver of "guest2" finds "00 00 00 00" in block 3
    And the VF driver of "guest2" has been told of no change
