@driver
@needs:blocks
Feature: A VF driver reads and writes its configuration blocks through the PF driver

  Background:
    Given an SR-IOV adapter "NIC1" with 4 VFs
    And the extensible switch "External" is bound to "NIC1"
    And these partitions are running:
      | partition | MAC address       | VLAN | path |
      | web       | 00-15-5D-00-00-01 | 10   | VF   |
      | db        | 00-15-5D-00-00-02 | 10   | VF   |

  Rule: One call is one request, and its bytes are nobody's to change

    @rule:BLOCK-READ-01
    @rule:BLOCK-READ-02
    @rule:BLOCK-MODEL-05
    @needs:request-log
    Scenario: A read is one request to the PF driver, and returns when that has answered
      When the VF driver of "db" reads 32 bytes of block 7
      Then the PF miniport was asked 1 time
      And the event "OID_SRIOV_READ_VF_CONFIG_BLOCK" happened 1 time
      And the most recent OID_SRIOV_READ_VF_CONFIG_BLOCK carried:
        | member  | value          |
        | VFId    | the VF of "db" |
        | BlockId | 7              |
        | Length  | 32             |
      And these events happened in this order:
        | event                          | where | detail               |
        | OID_SRIOV_READ_VF_CONFIG_BLOCK | NIC1  | "BlockId":7          |
        | config-block                   | db    | NdisMReadConfigBlock |
      And the event "config-block" happened 1 time
      And nothing has changed

    @rule:BLOCK-WRITE-01
    @rule:BLOCK-WRITE-02
    @rule:BLOCK-MODEL-05
    @needs:request-log
    Scenario: A write is one request to the PF driver, and returns when that has taken the bytes
      When the VF driver of "db" writes "00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F" to block 3
      Then the PF miniport was asked 1 time
      And the event "OID_SRIOV_WRITE_VF_CONFIG_BLOCK" happened 1 time
      And the most recent OID_SRIOV_WRITE_VF_CONFIG_BLOCK carried:
        | member  | value                            |
        | VFId    | the VF of "db"                   |
        | BlockId | 3                                |
        | Length  | 16                               |
        | Data    | 000102030405060708090a0b0c0d0e0f |
      And these events happened in this order:
        | event                           | where | detail                |
        | OID_SRIOV_WRITE_VF_CONFIG_BLOCK | NIC1  | "BlockId":3           |
        | config-block                    | db    | NdisMWriteConfigBlock |
      And the event "config-block" happened 1 time
      And the VF driver of "db" finds "00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F" in block 3

    @rule:BLOCK-MODEL-01
    Scenario Outline: <bytes> reaches the PF driver as it was written, and the VF driver as the PF driver gave it
      When the VF driver of "web" writes "<bytes>" to block 5
      And OID_SRIOV_READ_VF_CONFIG_BLOCK reaches the PF miniport directly with:
        | member  | value           |
        | VFId    | the VF of "web" |
        | BlockId | 5               |
        | Length  | <length>        |
      Then the answer has:
        | member | value         |
        | Data   | bytes <bytes> |
      When the PF driver changes block 6 of the VF of "web" to "<bytes>"
      And the VF driver of "web" reads <length> bytes of block 6
      Then it reads "<bytes>"

      Examples:
        | length | bytes                                           |
        | 1      | 00                                              |
        | 1      | FF                                              |
        | 4      | DE AD BE EF                                     |
        | 16     | 00 FF 00 FF 7F 80 81 0A 0D 1A 00 00 C0 C1 FE FF |

    @rule:BLOCK-MODEL-02
    @isolation
    Scenario: One number names one block for each VF
      Given the VF driver of "web" writes "AA AA" to block 5
      When the VF driver of "db" writes "BB BB" to block 5
      Then no function but the VF of "db" was affected
      And the VF driver of "web" finds "AA AA" in block 5
      And the VF driver of "db" finds "BB BB" in block 5

    @rule:BLOCK-READ-17
    Scenario: Reading a block leaves it and all others as they were
      Given the VF driver of "web" writes "01 02 03 04" to block 2
      And the VF driver of "db" writes "0A 0B 0C 0D" to block 2
      When the VF driver of "web" reads 4 bytes of block 2
      Then it reads "01 02 03 04"
      And nothing has changed
      When the VF driver of "web" reads 4 bytes of block 2
      Then it reads "01 02 03 04"
      And the VF driver of "db" finds "0A 0B 0C 0D" in block 2

    @rule:BLOCK-WRITE-07
    @isolation
    Scenario: Writing a block changes that block of that VF alone
      Given the VF driver of "web" writes "01 02" to block 2
      And the VF driver of "web" writes "03 04" to block 4
      And the VF driver of "db" writes "05 06" to block 3
      When the VF driver of "web" writes "FF FF" to block 3
      Then no function but the VF of "web" was affected
      And the VF driver of "web" finds "01 02" in block 2
      And the VF driver of "web" finds "FF FF" in block 3
      And the VF driver of "web" finds "03 04" in block 4
      And the VF driver of "db" finds "05 06" in block 3

    @rule:BLOCK-MODEL-03
    Scenario: A block beyond 63 is read and written like any other
      When the VF driver of "web" writes "0A 0B 0C" to block 100
      Then the VF driver of "web" finds "0A 0B 0C" in block 100
      And the VF driver of "db" finds "00 00 00" in block 100

  Rule: What is no block access is refused, and the guest learns no more than that

    @rule:BLOCK-MODEL-09
    Scenario Outline: A transfer of <count> bytes is refused before the PF driver sees it
      When the VF driver of "web" <does> <count> bytes <to> block 3
      Then it is refused with NDIS_STATUS_FAILURE
      And the PF miniport was not asked
      And nothing has changed
      When the VF driver of "web" <does> 128 bytes <to> block 3
      Then the request succeeds
      And the PF miniport was asked 1 time

      Examples:
        | does   | to | count |
        | writes | to | 129   |
        | writes | to | 0     |
        | writes | to | 4096  |
        | reads  | of | 129   |
        | reads  | of | 0     |

    @rule:BLOCK-READ-05
    @rule:BLOCK-WRITE-05
    @rule:BLOCK-READ-11
    @rule:BLOCK-WRITE-10
    Scenario Outline: Block <block> is not defined, so the guest's call fails
      When the VF driver of "web" <does> 4 bytes <to> block <block>
      Then it is refused with NDIS_STATUS_FAILURE
      And nothing has changed
      And these events happened in this order:
        | event        | where | detail                                   |
        | oid          | NIC1  | "status":"NDIS_STATUS_INVALID_PARAMETER" |
        | config-block | web   | "status":"NDIS_STATUS_FAILURE"           |

      Examples:
        | does   | to | block      |
        | reads  | of | 8          |
        | reads  | of | 63         |
        | reads  | of | 4294967295 |
        | writes | to | 8          |
        | writes | to | 64         |
        | writes | to | 4294967295 |

    @rule:BLOCK-WRITE-06
    @needs:miniport-boundary
    Scenario Outline: A write that fails for <what> leaves the block as it was
      Given the VF driver of "web" writes "01 02 03 04" to block 3
      When OID_SRIOV_WRITE_VF_CONFIG_BLOCK reaches the PF miniport directly with:
        | member       | value           |
        | VFId         | the VF of "web" |
        | BlockId      | 3               |
        | Length       | <length>        |
        | BufferOffset | <offset>        |
        | Data         | bytes FF FF     |
      Then the PF driver refuses with NDIS_STATUS_INVALID_PARAMETER
      And nothing has changed
      And the VF driver of "web" finds "01 02 03 04" in block 3

      Examples:
        | what                            | length | offset |
        | a length that is not the data's | 3      | 20     |
        | a length of nothing             | 0      | 20     |
        | a length beyond a transfer      | 129    | 20     |
        | an offset inside the structure  | 2      | 4      |

    @rule:BLOCK-WRITE-14
    @isolation
    @needs:miniport-boundary
    Scenario Outline: A block full of <what> disturbs nobody
      Given "db" and "outside" exchange frames
      When the VF driver of "web" writes "<bytes>" to block 0
      Then no function but the VF of "web" was affected
      And the PF driver is in state "running"
      And "db" and "outside" exchange frames as before

      Examples:
        | what           | bytes                                           |
        | ones           | FF FF FF FF FF FF FF FF FF FF FF FF FF FF FF FF |
        | a wrong VFId   | 01 00 00 00 01 00 00 00 01 00 00 00 01 00 00 00 |
        | a wrong length | 80 01 FF FF FF FF FF FF FF FF FF FF FF FF FF FF |

    @rule:BLOCK-MODEL-11
    @isolation
    Scenario: A VF that is freed serves no block, and its next holder finds none of the former one's
      Given the VF driver of "web" writes "DE AD BE EF" to block 3
      When the VF of "web" is detached
      And OID_SRIOV_READ_VF_CONFIG_BLOCK reaches the PF miniport directly with:
        | member  | value |
        | VFId    | VF 1  |
        | BlockId | 3     |
        | Length  | 4     |
      Then the PF driver refuses with NDIS_STATUS_INVALID_PARAMETER
      When the partition is started:
        | partition | MAC address       | VLAN | path |
        | shop      | 00-15-5D-00-00-09 | 20   | VF   |
      Then "shop" holds VF 1
      And the VF driver of "shop" finds "00 00 00 00" in block 3

    @rule:BLOCK-MODEL-06
    Scenario: Both drivers list the requests that blocks need
      When OID_GEN_SUPPORTED_LIST reaches the PF miniport directly with:
        | member | value |
      Then the answer lists an element with:
        | member | value                          |
        | Oid    | OID_SRIOV_READ_VF_CONFIG_BLOCK |
      And the answer lists an element with:
        | member | value                           |
        | Oid    | OID_SRIOV_WRITE_VF_CONFIG_BLOCK |
      When the guest of "web" requests OID_GEN_SUPPORTED_LIST from its VF driver
      Then the answer lists an element with:
        | member | value                                |
        | oid    | OID_SRIOV_VF_INVALIDATE_CONFIG_BLOCK |
