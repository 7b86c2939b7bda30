@driver
@needs:blocks
Feature: The PF driver announces changed blocks, and the VF driver fetches them

  Background:
    Given an SR-IOV adapter "NIC1" with 4 VFs
    And the extensible switch "External" is bound to "NIC1"
    And these partitions are running:
      | partition | MAC address       | VLAN | path |
      | web       | 00-15-5D-00-00-01 | 10   | VF   |
      | db        | 00-15-5D-00-00-02 | 10   | VF   |

  @rule:BLOCK-INVAL-02
  @rule:BLOCK-INVAL-12
  @isolation
  Scenario Outline: The notice "<blocks>" reaches the VF that it names, bit for bit, and no other
    When the PF driver announces a change of blocks "<blocks>" to the VF of "db"
    Then the VF driver of "db" has been told of changes of "<blocks>"
    And the VF driver of "web" has been told of no change
    And no function but the VF of "db" was affected

    Examples:
      | blocks   |
      | 0, 2     |
      | 0        |
      | 63       |
      | 31, 32   |
      | 0, 7, 63 |

  @rule:BLOCK-INVAL-01
  Scenario: A VF driver's own announcement reaches nobody
    When the VF driver of "web" announces a change of block "0" to the VF of "db"
    Then it is refused
    And nothing has changed
    And the VF driver of "db" has been told of no change
    When the PF driver announces a change of block "0" to the VF of "db"
    Then the VF driver of "db" has been told of changes of "0"

  @rule:BLOCK-INVAL-05
  @rule:BLOCK-INVAL-13
  Scenario: What is announced while the guest takes no notice is added up, and comes as one
    Given the guest of "web" stops taking notices
    When the PF driver announces a change of block "0" to the VF of "web"
    And the PF driver announces a change of blocks "3" to the VF of "web"
    And the PF driver announces a change of blocks "0, 40" to the VF of "web"
    Then the VF driver of "web" has been told of no change
    When the guest of "web" takes notices again
    Then the VF driver of "web" has been told of changes of "0, 3, 40"

  @rule:BLOCK-INVAL-05
  @needs:registers
  @needs:vf-reset
  Scenario: The register of announced blocks is added to until the blocks are read, and a reset empties it
    Given the PF driver announces a change of blocks "0, 40" to the VF of "web"
    When the PF driver announces a change of blocks "3, 63" to the VF of "web"
    Then register 0x10 of BAR 0 of the VF of "web" reads 0x9
    And register 0x14 of BAR 0 of the VF of "web" reads 0x80000100
    And register 0x10 of BAR 0 of the VF of "db" reads 0x0
    When the VF driver of "web" reads 2 bytes of block 3
    Then register 0x10 of BAR 0 of the VF of "web" reads 0x1
    And register 0x14 of BAR 0 of the VF of "web" reads 0x80000100
    When the VF of "web" is reset
    Then register 0x10 of BAR 0 of the VF of "web" reads 0x0
    And register 0x14 of BAR 0 of the VF of "web" reads 0x0

  @rule:BLOCK-INVAL-05
  @needs:registers
  @needs:vf-power
  Scenario Outline: A notice that comes while its VF is in <state> is there, with those from before, when the VF is back in D0
    Given the PF driver announces a change of block "0" to the VF of "web"
    And the VF of "web" is put into power state <state>
    When the PF driver announces a change of blocks "3, 40" to the VF of "web"
    And the VF of "web" is put into power state D0
    Then register 0x10 of BAR 0 of the VF of "web" reads 0x9
    And register 0x14 of BAR 0 of the VF of "web" reads 0x100
    And the VF driver of "web" has been told of changes of "0; 3, 40"
    And register 0x10 of BAR 0 of the VF of "db" reads 0x0

    Examples:
      | state |
      | D1    |
      | D2    |
      | D3    |

  @rule:BLOCK-INVAL-06
  @rule:BLOCK-INVAL-07
  @rule:BLOCK-INVAL-11
  @needs:request-log
  Scenario: The outstanding request completes with the mask, and NDIS tells the VF miniport once
    When the PF driver announces a change of blocks "1, 4" to the VF of "web"
    Then these events happened in this order:
      | event                                | where | detail                                                       |
      | ioctl-complete                       | web   | "status":"STATUS_SUCCESS","information":0,"BlockMask":"0x12" |
      | OID_SRIOV_VF_INVALIDATE_CONFIG_BLOCK | web   | "BlockMask":"0x12","status":"NDIS_STATUS_SUCCESS"            |
    And the event "OID_SRIOV_VF_INVALIDATE_CONFIG_BLOCK" happened 1 time
    And the VF driver of "web" has been told of changes of "1, 4"

  @rule:BLOCK-INVAL-08
  @rule:BLOCK-INVAL-16
  @needs:request-log
  Scenario: After each notice the next request is outstanding, and the next notice starts from nothing
    Given the PF driver announces a change of blocks "0, 1" to the VF of "web"
    When the PF driver announces a change of block "2" to the VF of "web"
    Then the VF driver of "web" has been told of changes of "0, 1; 2"
    And these events happened in this order:
      | event          | where | detail |
      | ioctl-complete | web   | 0x3    |
      | ioctl-sent     | web   |        |
      | ioctl-complete | web   | 0x4    |
      | ioctl-sent     | web   |        |
    And the event "OID_SRIOV_VF_INVALIDATE_CONFIG_BLOCK" happened 2 times

  @rule:BLOCK-INVAL-11
  @rule:BLOCK-MODEL-04
  Scenario: A notice carries no content; the VF driver gets that by reading
    Given the VF driver of "web" writes "AA AA" to block 2
    And the PF driver changes block 2 of the VF of "web" to "BB BB"
    When the PF driver announces a change of block "2" to the VF of "web"
    Then the PF miniport was not asked
    And the When did not cause the event "OID_SRIOV_READ_VF_CONFIG_BLOCK"
    When the VF driver of "web" reads 2 bytes of block 2
    Then it reads "BB BB"

  @rule:BLOCK-INVAL-03
  @rule:BLOCK-MODEL-03
  Scenario: No notice can name a block beyond 63; the VF driver learns of its change by reading
    Given the PF driver changes block 100 of the VF of "web" to "0A 0B"
    When the PF driver announces a change of blocks "63, 100" to the VF of "web"
    Then the VF driver of "web" has been told of changes of "63"
    And the VF driver of "web" finds "0A 0B" in block 100

  @rule:BLOCK-INVAL-17
  @rule:BLOCK-MODEL-11
  @isolation
  Scenario Outline: A notice that <how> the former holder never took is not for the next one
    Given the guest of "web" stops taking notices
    And the PF driver announces a change of blocks "0, 5" to the VF of "web"
    When <event>
    And the partition is started:
      | partition | MAC address       | VLAN | path |
      | shop      | 00-15-5D-00-00-09 | 20   | VF   |
    Then "shop" holds VF 1
    And the VF driver of "shop" has been told of no change
    When the PF driver announces a change of block "1" to the VF of "shop"
    Then the VF driver of "shop" has been told of changes of "1"

    Examples:
      | how     | event                          |
      | stopped | the partition "web" is stopped |
      | lost    | the VF of "web" is detached    |

  @rule:BLOCK-INVAL-02
  @rule:BLOCK-MODEL-11
  Scenario: A VF that is not allocated is told nothing
    When the PF driver announces a change of block "0" to VF 3
    Then it is refused with NDIS_STATUS_INVALID_PARAMETER
    And nothing has changed
