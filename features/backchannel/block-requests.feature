@driver
@needs:miniport-boundary
Feature: The PF driver checks every block request and moves only the bytes of its window

  Background:
    Given an SR-IOV adapter "NIC1" with 4 VFs
    And the extensible switch "External" is bound to "NIC1"
    And these partitions are running:
      | partition | MAC address       | VLAN | path |
      | web       | 00-15-5D-00-00-01 | 10   | VF   |
      | db        | 00-15-5D-00-00-02 | 10   | VF   |
    And the PF driver changes block 3 of the VF of "web" to "01 02 03 04 05 06 07 08"

  @rule:BLOCK-READ-04
  @rule:BLOCK-WRITE-04
  @rule:BLOCK-READ-10
  @rule:BLOCK-WRITE-10
  Scenario Outline: <oid> for <what> is refused
    When <oid> reaches the PF miniport directly with:
      | member  | value    |
      | VFId    | <vf>     |
      | BlockId | 3        |
      | Length  | 2        |
      | <more>  | <buffer> |
    Then the PF driver refuses with NDIS_STATUS_INVALID_PARAMETER
    And nothing has changed

    Examples:
      | oid                             | what                       | vf     | more   | buffer      |
      | OID_SRIOV_READ_VF_CONFIG_BLOCK  | a VF that nobody allocated | 2      | Buffer | bytes 00 00 |
      | OID_SRIOV_READ_VF_CONFIG_BLOCK  | a VF that does not exist   | 4      | Buffer | bytes 00 00 |
      | OID_SRIOV_READ_VF_CONFIG_BLOCK  | the PF                     | 0xFFFF | Buffer | bytes 00 00 |
      | OID_SRIOV_WRITE_VF_CONFIG_BLOCK | a VF that nobody allocated | 2      | Data   | bytes FF FF |
      | OID_SRIOV_WRITE_VF_CONFIG_BLOCK | a VF that does not exist   | 4      | Data   | bytes FF FF |
      | OID_SRIOV_WRITE_VF_CONFIG_BLOCK | the PF                     | 0xFFFF | Data   | bytes FF FF |

  @rule:BLOCK-WRITE-04
  @rule:BLOCK-READ-04
  Scenario: A write to a freed VF leaves no trace for its next holder
    Given the VF of "db" is detached
    When OID_SRIOV_WRITE_VF_CONFIG_BLOCK reaches the PF miniport directly with:
      | member  | value       |
      | VFId    | VF 2        |
      | BlockId | 3           |
      | Length  | 2           |
      | Data    | bytes FF FF |
    Then the PF driver refuses with NDIS_STATUS_INVALID_PARAMETER
    And nothing has changed
    When a VF is attached to "db"
    Then "db" holds VF 2
    And the VF driver of "db" finds "00 00" in block 3

  @rule:BLOCK-READ-05
  @rule:BLOCK-WRITE-05
  Scenario Outline: <oid> of block <block>, which this adapter does not define, is refused
    When <oid> reaches the PF miniport directly with:
      | member  | value           |
      | VFId    | the VF of "web" |
      | BlockId | <block>         |
      | Length  | 2               |
      | <more>  | <buffer>        |
    Then the PF driver refuses with NDIS_STATUS_INVALID_PARAMETER
    And nothing has changed

    Examples:
      | oid                             | block      | more   | buffer      |
      | OID_SRIOV_READ_VF_CONFIG_BLOCK  | 8          | Buffer | bytes 00 00 |
      | OID_SRIOV_READ_VF_CONFIG_BLOCK  | 0xFFFFFFFF | Buffer | bytes 00 00 |
      | OID_SRIOV_WRITE_VF_CONFIG_BLOCK | 8          | Data   | bytes FF FF |
      | OID_SRIOV_WRITE_VF_CONFIG_BLOCK | 0xFFFFFFFF | Data   | bytes FF FF |

  @rule:BLOCK-READ-06
  @rule:BLOCK-READ-10
  Scenario Outline: A read with a buffer <short> bytes too short is told the size that it takes
    When OID_SRIOV_READ_VF_CONFIG_BLOCK reaches the PF miniport directly with a buffer <short> bytes too short:
      | member  | value           |
      | VFId    | the VF of "web" |
      | BlockId | 3               |
      | Length  | 32              |
    Then the PF driver refuses with NDIS_STATUS_INVALID_LENGTH
    And nothing has changed
    And 52 bytes are needed
    And the bytes needed are the size that succeeds

    Examples:
      | short |
      | 1     |
      | 32    |
      | 40    |

  @rule:BLOCK-WRITE-09
  @rule:BLOCK-WRITE-10
  Scenario Outline: A write with a buffer <short> bytes too short is told the size that it takes
    When the virtualization stack requests OID_SRIOV_WRITE_VF_CONFIG_BLOCK with a buffer <short> bytes too short:
      | member  | value             |
      | VFId    | the VF of "web"   |
      | BlockId | 3                 |
      | Length  | 4                 |
      | Data    | bytes 0A 0B 0C 0D |
    Then it is refused with NDIS_STATUS_INVALID_LENGTH
    And nothing has changed
    And 24 bytes are needed
    And the bytes needed are the size that succeeds
    And the VF driver of "web" finds "0A 0B 0C 0D 05" in block 3

    Examples:
      | short |
      | 1     |
      | 4     |
      | 8     |

  @rule:BLOCK-READ-07
  @rule:BLOCK-READ-08
  Scenario Outline: <length> bytes read at offset <offset> fill that window of the buffer and nothing else
    When OID_SRIOV_READ_VF_CONFIG_BLOCK reaches the PF miniport directly with:
      | member       | value                                                                                           |
      | VFId         | the VF of "web"                                                                                 |
      | BlockId      | 3                                                                                               |
      | Length       | <length>                                                                                        |
      | BufferOffset | <offset>                                                                                        |
      | Buffer       | bytes EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE |
    Then the answer has:
      | member | value          |
      | Buffer | bytes <buffer> |

    Examples:
      | length | offset | buffer                                                                                    |
      | 4      | 20     | EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE 01 02 03 04 EE EE EE EE EE EE |
      | 2      | 28     | EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE 01 02 |
      | 1      | 25     | EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE 01 EE EE EE EE |

  @rule:BLOCK-WRITE-08
  Scenario: The stored block is the window of the buffer, without what lies before and behind it
    When OID_SRIOV_WRITE_VF_CONFIG_BLOCK reaches the PF miniport directly with:
      | member       | value                                                                                           |
      | VFId         | the VF of "web"                                                                                 |
      | BlockId      | 3                                                                                               |
      | Length       | 3                                                                                               |
      | BufferOffset | 24                                                                                              |
      | Buffer       | bytes EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE 0A 0B 0C EE EE EE |
    Then no function but the VF of "web" was affected
    And the VF driver of "web" finds "0A 0B 0C 04 05 06 07 08" in block 3

  @rule:BLOCK-READ-09
  Scenario Outline: BufferOffset <offset> with Length <length> is rejected and touches no memory
    When <oid> reaches the PF miniport directly with:
      | member       | value                                                                         |
      | VFId         | the VF of "web"                                                               |
      | BlockId      | 3                                                                             |
      | Length       | <length>                                                                      |
      | BufferOffset | <offset>                                                                      |
      | Buffer       | bytes EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE |
    Then it is refused with NDIS_STATUS_INVALID_PARAMETER or NDIS_STATUS_INVALID_LENGTH
    And nothing has changed

    Examples:
      | oid                             | offset     | length |
      | OID_SRIOV_READ_VF_CONFIG_BLOCK  | 0xFFFFFFF0 | 0x20   |
      | OID_SRIOV_READ_VF_CONFIG_BLOCK  | 0xFFFFFFFF | 1      |
      | OID_SRIOV_READ_VF_CONFIG_BLOCK  | 0          | 4      |
      | OID_SRIOV_READ_VF_CONFIG_BLOCK  | 19         | 4      |
      | OID_SRIOV_READ_VF_CONFIG_BLOCK  | 21         | 4      |
      | OID_SRIOV_WRITE_VF_CONFIG_BLOCK | 0xFFFFFFF0 | 0x20   |
      | OID_SRIOV_WRITE_VF_CONFIG_BLOCK | 0          | 4      |
      | OID_SRIOV_WRITE_VF_CONFIG_BLOCK | 21         | 4      |

  @rule:BLOCK-READ-14
  @rule:BLOCK-WRITE-15
  Scenario Outline: <oid> with <member> <value> in its header is refused
    When <oid> reaches the PF miniport directly with:
      | member   | value           |
      | VFId     | the VF of "web" |
      | BlockId  | 3               |
      | Length   | 2               |
      | <more>   | <buffer>        |
      | <member> | <value>         |
    Then it is refused with NDIS_STATUS_INVALID_PARAMETER or NDIS_STATUS_INVALID_LENGTH
    And nothing has changed

    Examples:
      | oid                             | more   | buffer      | member   | value |
      | OID_SRIOV_READ_VF_CONFIG_BLOCK  | Buffer | bytes 00 00 | Type     | 0x81  |
      | OID_SRIOV_READ_VF_CONFIG_BLOCK  | Buffer | bytes 00 00 | Revision | 2     |
      | OID_SRIOV_READ_VF_CONFIG_BLOCK  | Buffer | bytes 00 00 | Revision | 0     |
      | OID_SRIOV_READ_VF_CONFIG_BLOCK  | Buffer | bytes 00 00 | Size     | 16    |
      | OID_SRIOV_WRITE_VF_CONFIG_BLOCK | Data   | bytes FF FF | Type     | 0x81  |
      | OID_SRIOV_WRITE_VF_CONFIG_BLOCK | Data   | bytes FF FF | Revision | 2     |
      | OID_SRIOV_WRITE_VF_CONFIG_BLOCK | Data   | bytes FF FF | Revision | 0     |
      | OID_SRIOV_WRITE_VF_CONFIG_BLOCK | Data   | bytes FF FF | Size     | 16    |

  @rule:BLOCK-READ-14
  @rule:BLOCK-WRITE-15
  Scenario Outline: <oid> with the documented header is taken
    When <oid> reaches the PF miniport directly with:
      | member   | value           |
      | VFId     | the VF of "web" |
      | BlockId  | 3               |
      | Length   | 2               |
      | <more>   | <buffer>        |
      | Type     | 0x80            |
      | Revision | 1               |
      | Size     | 20              |
    Then the request succeeds

    Examples:
      | oid                             | more   | buffer      |
      | OID_SRIOV_READ_VF_CONFIG_BLOCK  | Length | 2           |
      | OID_SRIOV_WRITE_VF_CONFIG_BLOCK | Data   | bytes FF FF |

  @rule:BLOCK-MODEL-07
  Scenario Outline: <oid> as a <method> request is not that request
    When <oid> reaches the PF miniport directly as a <method> request with:
      | member  | value           |
      | VFId    | the VF of "web" |
      | BlockId | 3               |
      | Length  | 2               |
    Then it is refused with NDIS_STATUS_NOT_SUPPORTED
    And nothing has changed

    Examples:
      | oid                                  | method |
      | OID_SRIOV_READ_VF_CONFIG_BLOCK       | set    |
      | OID_SRIOV_READ_VF_CONFIG_BLOCK       | query  |
      | OID_SRIOV_WRITE_VF_CONFIG_BLOCK      | query  |
      | OID_SRIOV_WRITE_VF_CONFIG_BLOCK      | method |
      | OID_SRIOV_VF_INVALIDATE_CONFIG_BLOCK | method |

  Scenario Outline: <call> is a call of VF drivers, not of the PF driver
    When the PF driver calls <call> for block 3
    Then NDIS refuses with NDIS_STATUS_FAILURE
    And the PF miniport was not asked
    And nothing has changed
    And the VF driver of "web" finds "01 02 03 04" in block 3
    When the VF driver of "web" calls <call> for block 3 at PASSIVE_LEVEL
    Then the When caused the event "<oid>"

    @rule:BLOCK-READ-03
    Examples:
      | call                 | oid                            |
      | NdisMReadConfigBlock | OID_SRIOV_READ_VF_CONFIG_BLOCK |

    @rule:BLOCK-WRITE-03
    Examples:
      | call                  | oid                             |
      | NdisMWriteConfigBlock | OID_SRIOV_WRITE_VF_CONFIG_BLOCK |

  Scenario Outline: <call> waits for the PF and is not for code at DISPATCH_LEVEL
    When the VF driver of "web" calls <call> for block 3 at DISPATCH_LEVEL
    Then it is refused with NDIS_STATUS_FAILURE
    And the When caused the event "driver-violation"
    And the PF miniport was not asked
    And nothing has changed
    When the VF driver of "web" calls <call> for block 3 at APC_LEVEL
    Then the When did not cause the event "driver-violation"
    And the When caused the event "<oid>"

    @rule:BLOCK-READ-13
    Examples:
      | call                 | oid                            |
      | NdisMReadConfigBlock | OID_SRIOV_READ_VF_CONFIG_BLOCK |

    @rule:BLOCK-WRITE-11
    Examples:
      | call                  | oid                             |
      | NdisMWriteConfigBlock | OID_SRIOV_WRITE_VF_CONFIG_BLOCK |
