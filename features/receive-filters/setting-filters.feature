@driver
@needs:oid-boundary
Feature: OID_RECEIVE_FILTER_SET_FILTER sets a receive filter on a VPort

  Rule: Who may set a filter where

    Background:
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the driver "Other" is bound to the adapter
      And the virtualization stack creates 1 VPort on the PF with 1 queue pair
      And the virtualization stack activates VPort 1

    @rule:FILTER-SET-01
    Scenario: On a nondefault VPort, the driver that created it alone
      When the driver "Other" sets a receive filter on VPort 1 for 00-15-5D-00-00-0A on VLAN 5
      Then NDIS refuses with NDIS_STATUS_INVALID_PARAMETER
      And the PF miniport was not asked
      And nothing has changed
      When the virtualization stack sets a receive filter on VPort 1 for 00-15-5D-00-00-0A on VLAN 5
      Then the request succeeds
      And VPort 1 has 1 filter

    @rule:FILTER-SET-03
    Scenario Outline: On a VPort that exists: <boundary>
      When <request>
        | member          | value                       |
        | FilterId        | <id>                        |
        | VPortId         | 2                           |
        | FieldParameters | 00-15-5D-00-00-0A on VLAN 5 |
      Then it is refused with NDIS_STATUS_INVALID_PARAMETER
      And nothing has changed

      Examples:
        | boundary        | id | request                                                               |
        | through NDIS    | 0  | the virtualization stack requests OID_RECEIVE_FILTER_SET_FILTER with: |
        | at the miniport | 7  | OID_RECEIVE_FILTER_SET_FILTER reaches the PF miniport directly with:  |

    @rule:FILTER-SET-06
    @rule:FILTER-SET-15
    @rule:FILTER-SET-19
    Scenario: A filter with its two tests is one filter, on the VPort that was named
      When the virtualization stack sets a receive filter on VPort 1 for 00-15-5D-00-00-0A on VLAN 5
      Then the request succeeds
      And the PF miniport was asked 1 time
      And VPort 1 has 1 filter
      And the default VPort has 0 filters
      When the virtualization stack requests OID_RECEIVE_FILTER_ENUM_FILTERS with:
        | member  | value                                             |
        | Flags   | NDIS_RECEIVE_FILTER_INFO_ARRAY_VPORT_ID_SPECIFIED |
        | VPortId | 1                                                 |
      Then the answer lists 1 element
      When the virtualization stack requests OID_RECEIVE_FILTER_ENUM_FILTERS with:
        | member  | value                                             |
        | Flags   | NDIS_RECEIVE_FILTER_INFO_ARRAY_VPORT_ID_SPECIFIED |
        | VPortId | 0                                                 |
      Then the answer lists 0 elements

    @rule:FILTER-SET-18
    @rule:FILTER-MATCH-02
    Scenario: A VPort takes what any of its filters matches, and not what two of them match half
      Given the virtualization stack sets a receive filter on VPort 1 for 00-15-5D-00-00-0A on VLAN 5
      And the virtualization stack sets a receive filter on VPort 1 for 00-15-5D-00-00-0B on VLAN 7
      When "outside" sends a frame to the address 00-15-5D-00-00-0A tagged with VLAN 5
      Then "management OS" receives the frame marked with VPort 1
      When "outside" sends a frame to the address 00-15-5D-00-00-0B tagged with VLAN 7
      Then "management OS" receives the frame marked with VPort 1
      When "outside" sends a frame to the address 00-15-5D-00-00-0A tagged with VLAN 7
      Then VPort 1 counts 0 more frames in
      And "management OS" receives the frame marked with the default VPort
      When "outside" sends a frame to the address 00-15-5D-00-00-0B tagged with VLAN 5
      Then VPort 1 counts 0 more frames in
      And "management OS" receives the frame marked with the default VPort

  Rule: What the request must hold

    Background:
      Given an SR-IOV adapter "NIC1" with 4 VFs

    Scenario Outline: NDIS refuses <member> <value>, and the PF miniport is not asked
      When the virtualization stack requests OID_RECEIVE_FILTER_SET_FILTER with:
        | member          | value                       |
        | FieldParameters | 00-15-5D-00-00-0A on VLAN 5 |
        | <member>        | <value>                     |
      Then NDIS refuses with NDIS_STATUS_INVALID_PARAMETER
      And the PF miniport was not asked
      And nothing has changed

      @rule:FILTER-SET-04
      @rule:FILTER-SET-10
      Examples:
        | member     | value                                 |
        | FilterType | NdisReceiveFilterTypePacketCoalescing |
        | FilterType | NdisReceiveFilterTypeUndefined        |
        | FilterType | 17                                    |

      @rule:FILTER-SET-05
      @rule:VPORT-FLOW-11
      @rule:FILTER-SET-10
      Examples:
        | member  | value |
        | QueueId | 1     |

      @rule:FILTER-SET-07
      @rule:FILTER-SET-10
      Examples:
        | member   | value |
        | FilterId | 5     |

      @rule:FILTER-SET-06
      @rule:FILTER-SET-10
      Examples:
        | member  | value |
        | VPortId | 9     |

    @needs:miniport-boundary
    Scenario Outline: The PF miniport itself refuses <member> <value>
      When OID_RECEIVE_FILTER_SET_FILTER reaches the PF miniport directly with:
        | member          | value                       |
        | FilterId        | 1                           |
        | FieldParameters | 00-15-5D-00-00-0A on VLAN 5 |
        | <member>        | <value>                     |
      Then it is refused with NDIS_STATUS_INVALID_PARAMETER
      And nothing has changed

      @rule:FILTER-SET-04
      Examples:
        | member     | value                                 |
        | FilterType | NdisReceiveFilterTypePacketCoalescing |

      @rule:FILTER-SET-05
      @rule:VPORT-FLOW-11
      Examples:
        | member  | value |
        | QueueId | 1     |

      @rule:FILTER-SET-08
      Examples:
        | member                          | value |
        | FieldParametersArrayOffset      | 4     |
        | FieldParametersArrayNumElements | 3     |
        | FieldParametersArrayNumElements | 1     |
        | FieldParametersArrayElementSize | 8     |

    @rule:FILTER-SET-08
    Scenario: A buffer that ends before the array does is too short
      When the virtualization stack requests OID_RECEIVE_FILTER_SET_FILTER with a buffer 1 byte too short:
        | member          | value                       |
        | FieldParameters | 00-15-5D-00-00-0A on VLAN 5 |
      Then NDIS refuses with NDIS_STATUS_INVALID_LENGTH
      And nothing has changed

    @rule:FILTER-SET-09
    Scenario Outline: No test but that of destination address and VLAN: <field>
      When the virtualization stack sets a receive filter on the default VPort with these field tests:
        | HeaderField                          | FieldValue        |
        | NdisMacHeaderFieldDestinationAddress | 00-15-5D-00-00-0A |
        | <field>                              | <value>           |
      Then it is refused with NDIS_STATUS_INVALID_PARAMETER
      And nothing has changed

      Examples:
        | field                                | value             |
        | NdisMacHeaderFieldSourceAddress      | 00-15-5D-00-00-0B |
        | NdisMacHeaderFieldProtocol           | bytes 08 00       |
        | NdisMacHeaderFieldPriority           | bytes 05          |
        | NdisMacHeaderFieldDestinationAddress | 00-15-5D-00-00-0B |

    @rule:FILTER-SET-19
    Scenario: The VLAN is not tested without the address
      When the virtualization stack sets a receive filter on the default VPort with these field tests:
        | HeaderField              | FieldValue  |
        | NdisMacHeaderFieldVlanId | bytes 00 05 |
      Then it is refused with NDIS_STATUS_INVALID_PARAMETER
      And nothing has changed

    @rule:FILTER-MATCH-07
    @rule:FILTER-MATCH-08
    Scenario Outline: A test that the adapter does not advertise is refused: <test>
      When the virtualization stack sets a receive filter on the default VPort with these field tests:
        | HeaderField                          | FieldValue        | ReceiveFilterTest |
        | NdisMacHeaderFieldDestinationAddress | 00-15-5D-00-00-0A | <test>            |
      Then it is refused with NDIS_STATUS_INVALID_PARAMETER
      And nothing has changed

      Examples:
        | test                           |
        | NdisReceiveFilterTestMaskEqual |
        | NdisReceiveFilterTestNotEqual  |
        | NdisReceiveFilterTestUndefined |

  Rule: The identifier is NDIS's, and its owner's handle to the filter

    Background:
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the virtualization stack creates 1 VPort on the PF with 1 queue pair
      And the virtualization stack activates VPort 1

    @rule:FILTER-SET-07
    @rule:FILTER-SET-10
    Scenario: The PF miniport sees the identifier that the issuer gets
      When the virtualization stack requests OID_RECEIVE_FILTER_SET_FILTER with:
        | member          | value                       |
        | FilterId        | 0                           |
        | VPortId         | 1                           |
        | FieldParameters | 00-15-5D-00-00-0A on VLAN 5 |
      Then the member "FilterId" of the answer is between 1 and 1000000
      And the most recent OID_RECEIVE_FILTER_SET_FILTER carried:
        | member   | value                            |
        | FilterId | the filter for 00-15-5D-00-00-0A |
      And the answer has:
        | member   | value                            |
        | FilterId | the filter for 00-15-5D-00-00-0A |

    @rule:FILTER-SET-11
    Scenario: No identifier is used twice at one time, across all VPorts
      Given the virtualization stack creates 1 VPort on the PF with 1 queue pair
      When the virtualization stack sets a receive filter on VPort 1 for 00-15-5D-00-00-0A on VLAN 5
      Then the member "FilterId" of the answer is remembered as "first"
      When the virtualization stack sets a receive filter on VPort 2 for 00-15-5D-00-00-0B on VLAN 5
      Then the member "FilterId" of the answer differs from "first"
      And the member "FilterId" of the answer is remembered as "second"
      When the virtualization stack sets a receive filter on the default VPort for 00-15-5D-00-00-0C on VLAN 5
      Then the member "FilterId" of the answer differs from "first"
      And the member "FilterId" of the answer differs from "second"
      And the member "FilterId" of the answer is remembered as "third"
      When the virtualization stack sets a receive filter on VPort 1 for 00-15-5D-00-00-0D on VLAN 5
      Then the request succeeds
      And the member "FilterId" of the answer differs from "first"
      And the member "FilterId" of the answer differs from "second"
      And the member "FilterId" of the answer differs from "third"

    @rule:FILTER-SET-11
    @needs:miniport-boundary
    Scenario: The PF miniport does not take an identifier that is in use
      Given the virtualization stack sets a receive filter on VPort 1 for 00-15-5D-00-00-0A on VLAN 5
      When OID_RECEIVE_FILTER_SET_FILTER reaches the PF miniport directly with:
        | member          | value                            |
        | FilterId        | the filter for 00-15-5D-00-00-0A |
        | VPortId         | 0                                |
        | FieldParameters | 00-15-5D-00-00-0B on VLAN 5      |
      Then it is refused with NDIS_STATUS_INVALID_PARAMETER
      And nothing has changed

    @rule:FILTER-SET-13
    Scenario: Clearing and moving by the identifier meet exactly that filter
      Given the virtualization stack sets a receive filter on VPort 1 for 00-15-5D-00-00-0A on VLAN 5
      And the virtualization stack sets a receive filter on VPort 1 for 00-15-5D-00-00-0B on VLAN 5
      And the virtualization stack sets a receive filter on VPort 1 for 00-15-5D-00-00-0C on VLAN 5
      And the virtualization stack requests OID_RECEIVE_FILTER_CLEAR_FILTER with:
        | member   | value                            |
        | FilterId | the filter for 00-15-5D-00-00-0A |
      And the virtualization stack requests OID_RECEIVE_FILTER_MOVE_FILTER with:
        | member        | value                            |
        | FilterId      | the filter for 00-15-5D-00-00-0B |
        | SourceVPortId | 1                                |
        | DestVPortId   | 0                                |
      When "outside" sends a frame to the address 00-15-5D-00-00-0C tagged with VLAN 5
      Then "management OS" receives the frame marked with VPort 1
      When "outside" sends a frame to the address 00-15-5D-00-00-0B tagged with VLAN 5
      Then "management OS" receives the frame marked with the default VPort
      And VPort 1 has 1 filter
      And the default VPort has 1 filter

    @rule:FILTER-SET-14
    Scenario Outline: Another identifier is refused: <oid>
      Given the virtualization stack sets a receive filter on VPort 1 for 00-15-5D-00-00-0A on VLAN 5
      When the virtualization stack requests <oid> with:
        | member    | value    |
        | FilterId  | 2        |
        | <member>  | <value>  |
        | <member2> | <value2> |
      Then it is refused with <status>
      And nothing has changed

      Examples:
        | oid                             | member        | value | member2     | value2 | status                        |
        | OID_RECEIVE_FILTER_CLEAR_FILTER | QueueId       | 0     | Flags       | 0      | NDIS_STATUS_FILE_NOT_FOUND    |
        | OID_RECEIVE_FILTER_MOVE_FILTER  | SourceVPortId | 1     | DestVPortId | 0      | NDIS_STATUS_INVALID_PARAMETER |
        | OID_RECEIVE_FILTER_PARAMETERS   | QueueId       | 0     | Flags       | 0      | NDIS_STATUS_INVALID_PARAMETER |

  Rule: It succeeds when there are resources for it, and not otherwise

    @rule:FILTER-SET-12
    Scenario: When all filters are set one more is refused and the others still work
      Given an SR-IOV adapter "NIC1" with these settings:
        | setting       | value |
        | maxMacFilters | 2     |
      And the virtualization stack creates 1 VPort on the PF with 1 queue pair
      And the virtualization stack activates VPort 1
      And the virtualization stack sets a receive filter on VPort 1 for 00-15-5D-00-00-0A on VLAN 5
      And the virtualization stack sets a receive filter on the default VPort for 00-15-5D-00-00-0B on VLAN 5
      When the virtualization stack sets a receive filter on VPort 1 for 00-15-5D-00-00-0C on VLAN 5
      Then it is refused with NDIS_STATUS_RESOURCES
      And nothing has changed
      When "outside" sends a frame to the address 00-15-5D-00-00-0A tagged with VLAN 5
      Then "management OS" receives the frame marked with VPort 1

    @rule:FILTER-SET-12
    Scenario: A filter whose resources fail is not set
      Given an SR-IOV adapter "NIC1"
      And the next attempt of the PF driver at "filter resources" fails
      When the virtualization stack sets a receive filter on the default VPort for 00-15-5D-00-00-0A on VLAN 5
      Then the PF driver refuses with NDIS_STATUS_FAILURE
      And the default VPort has 0 filters
      When the virtualization stack sets a receive filter on the default VPort for 00-15-5D-00-00-0A on VLAN 5
      Then the request succeeds
      And the default VPort has 1 filter
