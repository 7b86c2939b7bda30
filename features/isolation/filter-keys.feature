@driver
@isolation
@needs:oid-boundary
Feature: A MAC address on a VLAN has one owner, and changes it in one step

  Background:
    Given an SR-IOV adapter "NIC1" with 4 VFs
    And the extensible switch "External" is bound to "NIC1"
    And these partitions are running:
      | partition | MAC address       | VLAN | path      |
      | web       | 00-15-5D-00-00-01 | 10   | VF        |
      | db        | 00-15-5D-00-00-02 | 10   | VF        |
      | legacy    | 00-15-5D-00-00-03 | 10   | synthetic |

  @rule:ISO-LAW-11
  @rule:ISO-LAW-16
  Scenario Outline: The address of <owner> cannot be had for <vport> as well
    When the virtualization stack sets a receive filter on <vport> for <address> on VLAN 10
    Then it is refused with NDIS_STATUS_INVALID_PARAMETER
    And nothing has changed
    When "outside" sends a frame to "<owner>"
    Then "<owner>" receives 1 frame
    And nobody else receives it

    Examples:
      | owner  | vport              | address           |
      | web    | the VPort of "db"  | 00-15-5D-00-00-01 |
      | web    | the default VPort  | 00-15-5D-00-00-01 |
      | legacy | the VPort of "db"  | 00-15-5D-00-00-03 |
      | db     | the VPort of "web" | 00-15-5D-00-00-02 |

  @rule:ISO-LAW-11
  Scenario: The same address on another VLAN is another key
    When the virtualization stack sets a receive filter on the VPort of "db" for 00-15-5D-00-00-01 on VLAN 20
    Then the request succeeds
    When "outside" sends a frame to "web"
    Then "web" receives 1 frame
    And nobody else receives it

  @rule:ISO-LAW-11
  @rule:ISO-LAW-12
  @needs:failover
  Scenario Outline: While the filter of "web" moves, each frame from <sender> meets one of the two VPorts
    Given a stream of 40 numbered frames runs from "<sender>" to "web"
    When <move>
    Then the stream arrives complete, once and in order
    And the filter of "web" is on <vport>

    Examples:
      | sender  | move                        | vport             |
      | outside | the VF of "web" is detached | the default VPort |
      | db      | the VF of "web" is detached | the default VPort |
      | legacy  | the VF of "web" is detached | the default VPort |

  @rule:ISO-LAW-11
  Scenario Outline: Before the move <sender> finds "web" at its VF, after it at the default VPort, and never at both
    When "<sender>" sends a frame to "web"
    Then "web" receives 1 frame
    And the VPort of "web" counts 1 more frame in
    And the default VPort counts 0 more frames in
    When the virtualization stack requests OID_RECEIVE_FILTER_MOVE_FILTER with:
      | member        | value               |
      | FilterId      | the filter of "web" |
      | SourceVPortId | the VPort of "web"  |
      | DestVPortId   | 0                   |
    Then the filter of "web" is on the default VPort
    And no function but the VF of "web" and the PF was affected
    When "<sender>" sends a frame to "web"
    Then the VPort of "web" counts 0 more frames in
    And the default VPort counts 1 more frame in

    Examples:
      | sender  |
      | outside |
      | db      |

  @rule:ISO-LAW-11
  @rule:ISO-LAW-16
  @needs:miniport-boundary
  Scenario Outline: A move that is refused for <what> leaves the filter where it was
    When OID_RECEIVE_FILTER_MOVE_FILTER reaches the PF miniport directly with:
      | member        | value               |
      | FilterId      | the filter of "web" |
      | SourceVPortId | <source>            |
      | DestVPortId   | <destination>       |
    Then the PF driver refuses with NDIS_STATUS_INVALID_PARAMETER
    And nothing has changed
    When "outside" sends a frame to "web"
    Then the frame takes the path "outside > physical port > NIC switch > VF 1 > web"

    Examples:
      | what                              | source             | destination |
      | a source that does not have it    | the VPort of "db"  | 0           |
      | a destination that does not exist | the VPort of "web" | 9           |
