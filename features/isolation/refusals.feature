@driver
@isolation
@needs:oid-boundary
Feature: A refused request leaves everything as it was

  Background:
    Given an SR-IOV adapter "NIC1" with 4 VFs
    And the extensible switch "External" is bound to "NIC1"
    And these partitions are running:
      | partition | MAC address       | VLAN | path      |
      | web       | 00-15-5D-00-00-01 | 10   | VF        |
      | db        | 00-15-5D-00-00-02 | 10   | VF        |
      | legacy    | 00-15-5D-00-00-03 | 10   | synthetic |
    And "web" and "db" exchange frames

  @rule:ISO-LAW-16
  @rule:ISO-LAW-10
  @needs:miniport-boundary
  Scenario Outline: <what> is refused at the PF miniport, and traffic goes on
    Given a stream of 20 numbered frames runs from "web" to "db"
    And a stream of 20 numbered frames runs from "outside" to "legacy"
    When <oid> reaches the PF miniport directly with:
      | member   | value   |
      | <member> | <value> |
      | <more>   | <other> |
    Then the PF driver refuses with NDIS_STATUS_INVALID_PARAMETER
    And the stream arrives complete, once and in order
    When <oid> reaches the PF miniport directly with:
      | member   | value   |
      | <member> | <value> |
      | <more>   | <other> |
    Then it is refused
    And nothing has changed

    Examples: what the life cycle forbids now
      | what                             | oid                             | member             | value               | more        | other             |
      | freeing a VF that has a VPort    | OID_NIC_SWITCH_FREE_VF          | VFId               | the VF of "web"     | Flags       | 0                 |
      | a second VPort for a VF          | OID_NIC_SWITCH_CREATE_VPORT     | AttachedFunctionId | the VF of "web"     | VPortId     | 4                 |
      | deleting a VPort with filters    | OID_NIC_SWITCH_DELETE_VPORT     | VPortId            | 1                   | Flags       | 0                 |
      | deleting the default VPort       | OID_NIC_SWITCH_DELETE_VPORT     | VPortId            | 0                   | Flags       | 0                 |
      | deleting a switch in use         | OID_NIC_SWITCH_DELETE_SWITCH    | SwitchId           | 0                   | Flags       | 0                 |
      | resetting a VF that is nobody's  | OID_SRIOV_RESET_VF              | VFId               | VF 3                | VFId        | VF 3              |
      | powering a VF that is nobody's   | OID_SRIOV_SET_VF_POWER_STATE    | VFId               | VF 3                | PowerState  | NdisDeviceStateD3 |
      | a block of a VF that is nobody's | OID_SRIOV_WRITE_VF_CONFIG_BLOCK | VFId               | VF 3                | Data        | bytes 01 02       |
      | moving a filter to no VPort      | OID_RECEIVE_FILTER_MOVE_FILTER  | FilterId           | the filter of "web" | DestVPortId | 9                 |

  @rule:ISO-LAW-16
  Scenario Outline: <oid> with a buffer that is too short changes nothing
    When the virtualization stack requests <oid> with a buffer 1 byte too short:
      | member   | value           |
      | <member> | the VF of "web" |
      | <more>   | <other>         |
    Then it is refused with NDIS_STATUS_INVALID_LENGTH
    And nothing has changed

    Examples:
      | oid                          | member             | more       | other             |
      | OID_SRIOV_RESET_VF           | VFId               | VFId       | the VF of "web"   |
      | OID_SRIOV_SET_VF_POWER_STATE | VFId               | PowerState | NdisDeviceStateD3 |
      | OID_NIC_SWITCH_FREE_VF       | VFId               | Flags      | 0                 |
      | OID_NIC_SWITCH_CREATE_VPORT  | AttachedFunctionId | SwitchId   | 0                 |

  @rule:ISO-LAW-16
  @needs:hostile-guest
  Scenario Outline: A guest that is refused <oid> has changed nothing, not even of its own
    When the guest of "web" requests <oid> from its VF driver
    Then it is refused with NDIS_STATUS_NOT_SUPPORTED
    And nothing has changed

    Examples:
      | oid                             |
      | OID_NIC_SWITCH_FREE_VF          |
      | OID_NIC_SWITCH_DELETE_VPORT     |
      | OID_RECEIVE_FILTER_SET_FILTER   |
      | OID_SRIOV_RESET_VF              |
      | OID_SRIOV_WRITE_VF_CONFIG_BLOCK |
