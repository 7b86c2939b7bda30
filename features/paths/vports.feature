@driver
@needs:oid-boundary
Feature: Frames enter and leave the NIC switch by VPorts, and by nothing else

  Background:
    Given an SR-IOV adapter "NIC1" with 2 VFs
    And the extensible switch "External" is bound to "NIC1"
    And these partitions are running:
      | partition | MAC address       | VLAN | path      |
      | legacy    | 00-15-5D-00-00-03 | 10   | synthetic |
      | db        | 00-15-5D-00-00-02 | 10   | VF        |

  @rule:PATH-SYN-05
  Scenario: A VPort of the PF carries synthetic traffic too, and the PF still indicates it
    Given the virtualization stack creates 1 VPort on the PF with 1 queue pair
    And the virtualization stack activates VPort 2
    And the virtualization stack requests OID_RECEIVE_FILTER_MOVE_FILTER with:
      | member        | value                  |
      | FilterId      | the filter of "legacy" |
      | SourceVPortId | 0                      |
      | DestVPortId   | 2                      |
    When "outside" sends a frame to "legacy"
    Then the frame takes the path "outside > physical port > NIC switch > VPort 2 > PF > External > legacy"
    And VPort 2 counts 1 more frame in
    And the default VPort counts 0 more frames in

  @rule:PATH-VF-09
  @isolation
  Scenario Outline: A VF whose VPort was deleted under its running driver is on no path, <to>
    Given "db" and "outside" exchange frames
    And the virtualization stack requests OID_RECEIVE_FILTER_MOVE_FILTER with:
      | member        | value              |
      | FilterId      | the filter of "db" |
      | SourceVPortId | 1                  |
      | DestVPortId   | 0                  |
    And the virtualization stack requests OID_NIC_SWITCH_DELETE_VPORT for VPort 1
    And the VF driver of "db" is "running"
    When "db" sends a frame to "<to>"
    Then nobody receives the frame
    And no frame leaves by the physical port
    And the frame is dropped because of "not connected"
    And the default VPort counts 0 more frames out
    When "outside" sends a broadcast tagged with VLAN 10
    Then "legacy" receives the frame
    And VF 1 counts 0 more frames in

    Examples:
      | to      |
      | outside |
      | legacy  |
