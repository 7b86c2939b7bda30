@driver
@needs:miniport-boundary
Feature: The PF driver moves exactly the bytes of configuration space that a request names

  Background:
    Given an SR-IOV adapter "NIC1" with 4 VFs
    And the extensible switch "External" is bound to "NIC1"
    And these partitions are running:
      | partition | MAC address       | VLAN | path |
      | web       | 00-15-5D-00-00-01 | 10   | VF   |
      | db        | 00-15-5D-00-00-02 | 10   | VF   |

  @rule:CFG-READ-01
  @rule:CFG-READ-04
  Scenario Outline: <length> bytes at <offset> are <bytes>
    When OID_SRIOV_READ_VF_CONFIG_SPACE reaches the PF miniport directly with:
      | member | value           |
      | VFId   | the VF of "web" |
      | Offset | <offset>        |
      | Length | <length>        |
    Then the answer has:
      | member | value         |
      | Data   | bytes <bytes> |
    And nothing has changed

    Examples: whole registers, parts of them, and more than one
      | offset | length | bytes             |
      | 0x04   | 2      | 04 00             |
      | 0x08   | 4      | 01 00 00 02       |
      | 0x09   | 3      | 00 00 02          |
      | 0x2C   | 4      | 09 12 03 00       |
      | 0x06   | 6      | 10 00 01 00 00 02 |
      | 0x34   | 1      | A0                |
      | 0xFFF  | 1      | 00                |

    Examples: the identifiers, however they are asked for
      | offset | length | bytes       |
      | 0      | 4      | 09 12 02 00 |
      | 0      | 2      | 09 12       |
      | 2      | 2      | 02 00       |
      | 1      | 2      | 12 02       |
      | 3      | 3      | 00 04 00    |

  @rule:CFG-READ-04
  Scenario: The data stands where the caller wants it, and the rest of the buffer stays as it was
    When OID_SRIOV_READ_VF_CONFIG_SPACE reaches the PF miniport directly with:
      | member       | value                                                                                                             |
      | VFId         | the VF of "web"                                                                                                   |
      | Offset       | 8                                                                                                                 |
      | Length       | 4                                                                                                                 |
      | BufferOffset | 28                                                                                                                |
      | Buffer       | bytes EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE |
    Then the answer has:
      | member | value                                                                                                             |
      | Buffer | bytes EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE EE 01 00 00 02 EE EE EE EE |

  @rule:CFG-READ-02
  @rule:CFG-WRITE-02
  @rule:CFG-READ-08
  @rule:CFG-WRITE-06
  Scenario Outline: <oid> for <what> is refused
    When <oid> reaches the PF miniport directly with:
      | member | value    |
      | VFId   | <vf>     |
      | Offset | 4        |
      | Length | 2        |
      | <more> | <buffer> |
    Then the PF driver refuses with NDIS_STATUS_INVALID_PARAMETER
    And nothing has changed

    Examples:
      | oid                             | what                       | vf     | more   | buffer      |
      | OID_SRIOV_READ_VF_CONFIG_SPACE  | a VF that nobody allocated | 2      | Buffer | bytes 00 00 |
      | OID_SRIOV_READ_VF_CONFIG_SPACE  | a VF that does not exist   | 4      | Buffer | bytes 00 00 |
      | OID_SRIOV_READ_VF_CONFIG_SPACE  | the PF                     | 0xFFFF | Buffer | bytes 00 00 |
      | OID_SRIOV_WRITE_VF_CONFIG_SPACE | a VF that nobody allocated | 2      | Data   | bytes 04 00 |
      | OID_SRIOV_WRITE_VF_CONFIG_SPACE | a VF that does not exist   | 4      | Data   | bytes 04 00 |
      | OID_SRIOV_WRITE_VF_CONFIG_SPACE | the PF                     | 0xFFFF | Data   | bytes 04 00 |

  @rule:CFG-READ-02
  @rule:CFG-WRITE-02
  Scenario: A freed VF is out of reach
    Given the VF of "db" is detached
    And VF 2 is not allocated
    When OID_SRIOV_WRITE_VF_CONFIG_SPACE reaches the PF miniport directly with:
      | member | value       |
      | VFId   | VF 2        |
      | Offset | 4           |
      | Length | 2           |
      | Data   | bytes 04 00 |
    Then the PF driver refuses with NDIS_STATUS_INVALID_PARAMETER
    And nothing has changed
    And "Bus Master Enable" of VF 2 reads 0x0

  @rule:CFG-READ-03
  @rule:CFG-READ-08
  Scenario Outline: A buffer <short> bytes too short for the data is refused with the length that is needed
    When OID_SRIOV_READ_VF_CONFIG_SPACE reaches the PF miniport directly with a buffer <short> bytes too short:
      | member | value           |
      | VFId   | the VF of "web" |
      | Offset | 0               |
      | Length | 64              |
    Then the PF driver refuses with NDIS_STATUS_INVALID_LENGTH
    And nothing has changed
    And the bytes needed are the size that succeeds

    Examples:
      | short |
      | 1     |
      | 56    |
      | 64    |
      | 70    |

  @rule:CFG-READ-10
  Scenario Outline: <length> bytes at <offset> are not in the space
    When <oid> reaches the PF miniport directly with:
      | member | value           |
      | VFId   | the VF of "web" |
      | Offset | <offset>        |
      | Length | <length>        |
    Then the PF driver refuses with NDIS_STATUS_INVALID_PARAMETER
    And nothing has changed

    Examples:
      | oid                            | offset     | length     |
      | OID_SRIOV_READ_VF_CONFIG_SPACE | 4094       | 4          |
      | OID_SRIOV_READ_VF_CONFIG_SPACE | 4096       | 1          |
      | OID_SRIOV_READ_VF_CONFIG_SPACE | 0xFFFFFFFC | 8          |
      | OID_SRIOV_READ_VF_CONFIG_SPACE | 0          | 4097       |
      | OID_SRIOV_READ_VF_CONFIG_SPACE | 0          | 0xFFFFFFFF |

  @rule:CFG-WRITE-01
  @rule:CFG-WRITE-08
  Scenario: Only the bytes of the window are written, and a read gives them back
    Given OID_SRIOV_WRITE_VF_CONFIG_SPACE reaches the PF miniport directly with:
      | member | value           |
      | VFId   | the VF of "web" |
      | Offset | 4               |
      | Length | 1               |
      | Data   | bytes 00        |
    And "Bus Master Enable" of the VF of "web" reads 0x0
    When OID_SRIOV_WRITE_VF_CONFIG_SPACE reaches the PF miniport directly with:
      | member | value           |
      | VFId   | the VF of "web" |
      | Offset | 4               |
      | Length | 1               |
      | Data   | bytes 04        |
    Then "Bus Master Enable" of the VF of "web" reads 0x1
    When OID_SRIOV_READ_VF_CONFIG_SPACE reaches the PF miniport directly with:
      | member | value           |
      | VFId   | the VF of "web" |
      | Offset | 4               |
      | Length | 1               |
    Then the answer has:
      | member | value    |
      | Data   | bytes 04 |
