@driver
@needs:miniport-boundary
Feature: A PF driver whose SR-IOV is switched off knows no VF requests

  @rule:CFG-READ-08
  @rule:CFG-WRITE-06
  @rule:BLOCK-READ-12
  @rule:BLOCK-READ-10
  @rule:BLOCK-WRITE-10
  Scenario Outline: With <keyword> <off>, <oid> is not supported, and with 1 it is
    Given an SR-IOV adapter "NIC1" with these settings:
      | setting   | value |
      | <keyword> | <off> |
    When <oid> reaches the PF miniport directly with:
      | member   | value    |
      | VFId     | 0        |
      | <where>  | 4        |
      | <length> | 2        |
      | <more>   | <buffer> |
    Then the PF driver refuses with NDIS_STATUS_NOT_SUPPORTED
    And nothing has changed
    When NDIS has the PF driver "halted"
    And NDIS has the PF driver "initialized" with these keywords:
      | keyword   | value |
      | <keyword> | 1     |
    And <oid> reaches the PF miniport directly with:
      | member   | value    |
      | VFId     | 0        |
      | <where>  | 4        |
      | <length> | 2        |
      | <more>   | <buffer> |
    Then the PF driver refuses with NDIS_STATUS_INVALID_PARAMETER

    Examples:
      | keyword         | off | oid                             | where   | length | more   | buffer      |
      | *SRIOV          | 0   | OID_SRIOV_READ_VF_CONFIG_SPACE  | Offset  | Length | Buffer | bytes 00 00 |
      | *SRIOV          | 0   | OID_SRIOV_WRITE_VF_CONFIG_SPACE | Offset  | Length | Data   | bytes 04 00 |
      | *SRIOV          | 0   | OID_SRIOV_READ_VF_CONFIG_BLOCK  | BlockId | Length | Buffer | bytes 00 00 |
      | *SRIOV          | 0   | OID_SRIOV_WRITE_VF_CONFIG_BLOCK | BlockId | Length | Data   | bytes 04 00 |
      | *SriovPreferred | 0   | OID_SRIOV_READ_VF_CONFIG_BLOCK  | BlockId | Length | Buffer | bytes 00 00 |

  @rule:PCIE-FLR-13
  Scenario: With SR-IOV switched off no VF is reset
    Given an SR-IOV adapter "NIC1" with these settings:
      | setting | value |
      | *SRIOV  | 0     |
    When OID_SRIOV_RESET_VF reaches the PF miniport directly with:
      | member | value |
      | VFId   | 0     |
    Then the PF driver refuses with NDIS_STATUS_NOT_SUPPORTED
    And nothing has changed
