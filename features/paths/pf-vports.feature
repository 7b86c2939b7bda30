@driver
@needs:oid-boundary
Feature: Further VPorts of the PF carry traffic of the synthetic path

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
