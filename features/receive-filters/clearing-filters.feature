@driver
@needs:oid-boundary
Feature: OID_RECEIVE_FILTER_CLEAR_FILTER ends one filter

  Background:
    Given an SR-IOV adapter "NIC1" with 4 VFs
    And the driver "Other" is bound to the adapter
    And the virtualization stack creates 1 VPort on the PF with 1 queue pair
    And the virtualization stack activates VPort 1
    And the virtualization stack sets a receive filter on VPort 1 for 00-15-5D-00-00-0A on VLAN 5

  @rule:FILTER-CLEAR-01
  @rule:FILTER-CLEAR-06
  Scenario: After the last filter is gone nothing more is indicated on the VPort
    Given "outside" sends a frame to the address 00-15-5D-00-00-0A tagged with VLAN 5
    And "management OS" receives the frame marked with VPort 1
    When the virtualization stack requests OID_RECEIVE_FILTER_CLEAR_FILTER with:
      | member   | value                            |
      | FilterId | the filter for 00-15-5D-00-00-0A |
    Then the request succeeds
    And VPort 1 has 0 filters
    When "outside" sends a frame to the address 00-15-5D-00-00-0A tagged with VLAN 5
    Then VPort 1 counts 0 more frames in
    And "management OS" receives the frame marked with the default VPort
    When "outside" sends a broadcast tagged with VLAN 5
    Then VPort 1 counts 0 more frames in

  @rule:FILTER-CLEAR-07
  Scenario: The other filters of the VPort stay in force
    Given the virtualization stack sets a receive filter on VPort 1 for 00-15-5D-00-00-0B on VLAN 5
    When the virtualization stack requests OID_RECEIVE_FILTER_CLEAR_FILTER with:
      | member   | value                            |
      | FilterId | the filter for 00-15-5D-00-00-0A |
    Then VPort 1 has 1 filter
    When "outside" sends a frame to the address 00-15-5D-00-00-0B tagged with VLAN 5
    Then "management OS" receives the frame marked with VPort 1
    When "outside" sends a frame to the address 00-15-5D-00-00-0A tagged with VLAN 5
    Then "management OS" receives the frame marked with the default VPort

  @rule:FILTER-CLEAR-02
  Scenario: Another driver cannot clear it
    When the driver "Other" requests OID_RECEIVE_FILTER_CLEAR_FILTER with:
      | member   | value                            |
      | FilterId | the filter for 00-15-5D-00-00-0A |
    Then NDIS refuses with NDIS_STATUS_FILE_NOT_FOUND
    And the PF miniport was not asked
    And nothing has changed
    When "outside" sends a frame to the address 00-15-5D-00-00-0A tagged with VLAN 5
    Then "management OS" receives the frame marked with VPort 1

  @rule:FILTER-CLEAR-02
  Scenario: Nor one that the virtualization stack set on the default VPort
    Given the virtualization stack sets a receive filter on the default VPort for 00-15-5D-00-00-0B on VLAN 5
    When the driver "Other" requests OID_RECEIVE_FILTER_CLEAR_FILTER with:
      | member   | value                            |
      | FilterId | the filter for 00-15-5D-00-00-0B |
    Then NDIS refuses with NDIS_STATUS_FILE_NOT_FOUND
    And nothing has changed

  @rule:FILTER-CLEAR-03
  Scenario Outline: Filter <filter> of queue <queue> cannot be cleared
    When the virtualization stack requests OID_RECEIVE_FILTER_CLEAR_FILTER with:
      | member   | value    |
      | FilterId | <filter> |
      | QueueId  | <queue>  |
    Then NDIS refuses with NDIS_STATUS_FILE_NOT_FOUND
    And nothing has changed

    Examples:
      | filter                           | queue |
      | 0                                | 0     |
      | 77                               | 0     |
      | the filter for 00-15-5D-00-00-0A | 1     |

  @rule:FILTER-CLEAR-03
  @needs:miniport-boundary
  Scenario Outline: The PF miniport knows no filter <filter>
    When OID_RECEIVE_FILTER_CLEAR_FILTER reaches the PF miniport directly with:
      | member   | value    |
      | FilterId | <filter> |
    Then it is refused with NDIS_STATUS_FILE_NOT_FOUND
    And nothing has changed

    Examples:
      | filter |
      | 0      |
      | 77     |
