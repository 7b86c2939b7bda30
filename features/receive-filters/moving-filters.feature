@driver
@needs:oid-boundary
Feature: OID_RECEIVE_FILTER_MOVE_FILTER moves a filter from one VPort to another in one step

  Rule: Only a filter that is there, from where it is, to a VPort that exists

    Background:
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the driver "Other" is bound to the adapter
      And the virtualization stack creates 1 VPort on the PF with 1 queue pair
      And the virtualization stack activates VPort 1
      And the virtualization stack sets a receive filter on VPort 1 for 00-15-5D-00-00-0A on VLAN 5

    Scenario Outline: <what> is refused <boundary>
      When <request>
        | member        | value     |
        | FilterId      | <filter>  |
        | SourceVPortId | <source>  |
        | DestVPortId   | <to>      |
        | <queue>       | <queueid> |
      Then it is refused with NDIS_STATUS_INVALID_PARAMETER
      And nothing has changed
      When "outside" sends a frame to the address 00-15-5D-00-00-0A tagged with VLAN 5
      Then "management OS" receives the frame marked with VPort 1

      @rule:FILTER-MOVE-03
      Examples:
        | what              | filter | source | to | queue         | queueid | boundary        | request                                                                |
        | An unknown filter | 77     | 1      | 0  | SourceQueueId | 0       | by NDIS         | the virtualization stack requests OID_RECEIVE_FILTER_MOVE_FILTER with: |
        | An unknown filter | 77     | 1      | 0  | SourceQueueId | 0       | at the miniport | OID_RECEIVE_FILTER_MOVE_FILTER reaches the PF miniport directly with:  |
        | Filter zero       | 0      | 1      | 0  | SourceQueueId | 0       | by NDIS         | the virtualization stack requests OID_RECEIVE_FILTER_MOVE_FILTER with: |

      @rule:FILTER-MOVE-04
      @rule:VPORT-FLOW-11
      Examples:
        | what                 | filter                           | source | to | queue         | queueid | boundary        | request                                                                |
        | Another source queue | the filter for 00-15-5D-00-00-0A | 1      | 0  | SourceQueueId | 1       | by NDIS         | the virtualization stack requests OID_RECEIVE_FILTER_MOVE_FILTER with: |
        | Another dest queue   | the filter for 00-15-5D-00-00-0A | 1      | 0  | DestQueueId   | 1       | by NDIS         | the virtualization stack requests OID_RECEIVE_FILTER_MOVE_FILTER with: |
        | Another source queue | the filter for 00-15-5D-00-00-0A | 1      | 0  | SourceQueueId | 1       | at the miniport | OID_RECEIVE_FILTER_MOVE_FILTER reaches the PF miniport directly with:  |
        | Another dest queue   | the filter for 00-15-5D-00-00-0A | 1      | 0  | DestQueueId   | 1       | at the miniport | OID_RECEIVE_FILTER_MOVE_FILTER reaches the PF miniport directly with:  |

      @rule:FILTER-MOVE-05
      Examples:
        | what           | filter                           | source | to | queue         | queueid | boundary        | request                                                                |
        | A wrong source | the filter for 00-15-5D-00-00-0A | 0      | 1  | SourceQueueId | 0       | by NDIS         | the virtualization stack requests OID_RECEIVE_FILTER_MOVE_FILTER with: |
        | A wrong source | the filter for 00-15-5D-00-00-0A | 0      | 1  | SourceQueueId | 0       | at the miniport | OID_RECEIVE_FILTER_MOVE_FILTER reaches the PF miniport directly with:  |

      @rule:FILTER-MOVE-06
      Examples:
        | what                  | filter                           | source | to | queue         | queueid | boundary        | request                                                                |
        | A missing destination | the filter for 00-15-5D-00-00-0A | 1      | 9  | SourceQueueId | 0       | by NDIS         | the virtualization stack requests OID_RECEIVE_FILTER_MOVE_FILTER with: |
        | A missing destination | the filter for 00-15-5D-00-00-0A | 1      | 9  | SourceQueueId | 0       | at the miniport | OID_RECEIVE_FILTER_MOVE_FILTER reaches the PF miniport directly with:  |

    @rule:FILTER-MOVE-07
    Scenario Outline: NDIS does not pass a wrong <member> on
      When the virtualization stack requests OID_RECEIVE_FILTER_MOVE_FILTER with:
        | member        | value                            |
        | FilterId      | the filter for 00-15-5D-00-00-0A |
        | SourceVPortId | 1                                |
        | DestVPortId   | 0                                |
        | <member>      | <value>                          |
      Then NDIS refuses with NDIS_STATUS_INVALID_PARAMETER
      And the PF miniport was not asked
      And nothing has changed

      Examples:
        | member        | value |
        | FilterId      | 77    |
        | SourceQueueId | 1     |
        | DestQueueId   | 1     |
        | SourceVPortId | 0     |
        | DestVPortId   | 9     |
        | Revision      | 9     |
        | NoSuchMember  | 1     |

    @rule:FILTER-MOVE-01
    @rule:FILTER-MOVE-10
    @rule:FILTER-MOVE-06
    Scenario: The filter is on the destination alone, under the same identifier
      When the virtualization stack requests OID_RECEIVE_FILTER_MOVE_FILTER with:
        | member        | value                            |
        | FilterId      | the filter for 00-15-5D-00-00-0A |
        | SourceVPortId | 1                                |
        | DestVPortId   | 0                                |
      Then the request succeeds
      And VPort 1 has 0 filters
      And the default VPort has 1 filter
      When "outside" sends a frame to the address 00-15-5D-00-00-0A tagged with VLAN 5
      Then "management OS" receives the frame marked with the default VPort
      And VPort 1 counts 0 more frames in
      When the virtualization stack requests OID_RECEIVE_FILTER_CLEAR_FILTER with:
        | member   | value |
        | FilterId | 1     |
      Then the request succeeds
      And the default VPort has 0 filters

    @rule:FILTER-MOVE-03
    Scenario: A filter that was cleared cannot be moved
      Given the virtualization stack requests OID_RECEIVE_FILTER_CLEAR_FILTER with:
        | member   | value                            |
        | FilterId | the filter for 00-15-5D-00-00-0A |
      When the virtualization stack requests OID_RECEIVE_FILTER_MOVE_FILTER with:
        | member        | value |
        | FilterId      | 1     |
        | SourceVPortId | 1     |
        | DestVPortId   | 0     |
      Then it is refused with NDIS_STATUS_INVALID_PARAMETER
      And nothing has changed

  @rule:FILTER-MOVE-02
  Rule: Every packet finds the filter on one of the two VPorts

    Background:
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the virtualization stack creates 2 VPorts on the PF with 1 queue pair
      And the virtualization stack activates VPort 1
      And the virtualization stack activates VPort 2
      And the virtualization stack sets a receive filter on VPort 1 for 00-15-5D-FE-00-01 untagged

    Scenario: Frames that run during the move arrive once each
      Given a stream of 20 numbered frames runs from "outside" to "management OS"
      When the virtualization stack requests OID_RECEIVE_FILTER_MOVE_FILTER with:
        | member        | value                            |
        | FilterId      | the filter for 00-15-5D-FE-00-01 |
        | SourceVPortId | 1                                |
        | DestVPortId   | 2                                |
      Then the stream arrives complete, once and in order
      And VPort 1 counts 1 more frame in
      And VPort 2 counts 19 more frames in
      And the default VPort counts 0 more frames in

  Rule: The path of a VM follows its filter

    Background:
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the extensible switch "External" is bound to "NIC1"
      And these partitions are running:
        | partition | MAC address       | VLAN | path |
        | web       | 00-15-5D-00-00-01 | 10   | VF   |
        | db        | 00-15-5D-00-00-02 | 10   | VF   |

    @rule:FILTER-MOVE-09
    @rule:FORWARD-LOOKUP-05
    Scenario: With the filter on the default VPort the frames take the synthetic path
      When the VF of "web" is detached as far as state PORTED
      Then the filter of "web" is on the default VPort
      When "outside" sends a frame to "web"
      Then the frame takes the path "outside > physical port > NIC switch > default VPort > PF > External > web"
      And the VPort of "web" counts 0 more frames in

    @rule:FILTER-MOVE-08
    @rule:FORWARD-LOOKUP-05
    Scenario: With the filter back on the VF's VPort they take the VF path
      Given the VF of "web" is detached as far as state PORTED
      When a VF is attached to "web"
      Then the filter of "web" is on the VPort of "web"
      When "outside" sends a frame to "web"
      Then the frame takes the path "outside > physical port > NIC switch > VF 1 > web"
      And the default VPort counts 0 more frames in

    @rule:FILTER-MOVE-11
    Scenario: A filter that is set anew on a VF's VPort delivers like one that was moved there
      Given the virtualization stack requests OID_RECEIVE_FILTER_CLEAR_FILTER with:
        | member   | value               |
        | FilterId | the filter of "web" |
      When the virtualization stack sets a receive filter on the VPort of "web" for 00-15-5D-00-00-01 on VLAN 10
      And "outside" sends a frame to "web"
      Then the frame takes the path "outside > physical port > NIC switch > VF 1 > web"
      And "web" receives the frame untagged
