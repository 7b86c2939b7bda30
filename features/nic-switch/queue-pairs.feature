@driver
@needs:oid-boundary
Feature: Queue pairs are given to a VPort when it is created and stay with it

  @rule:VPORT-QUEUE-02
  @rule:VPORT-QUEUE-06
  Scenario Outline: The default VPort gets its queue pairs with the switch, another with itself, whatever the adapter: <asymmetric>
    Given an SR-IOV adapter "NIC1" with these settings, whose PF driver has no NIC switch yet:
      | setting              | value        |
      | asymmetricQueuePairs | <asymmetric> |
    When NDIS requests OID_NIC_SWITCH_CREATE_SWITCH with:
      | member                       | value |
      | NumVFs                       | 4     |
      | NumQueuePairsForDefaultVPort | 3     |
    Then the default VPort has 3 queue pairs
    When the virtualization stack creates 2 VPorts on the PF with 4 queue pairs
    Then the request succeeds
    And VPort 1 has 4 queue pairs
    And VPort 2 has 4 queue pairs
    And the default VPort has 3 queue pairs
    And the queue pairs of all VPorts are disjoint
    When the virtualization stack requests OID_NIC_SWITCH_VPORT_PARAMETERS for VPort 2
    Then the answer has:
      | member        | value |
      | NumQueuePairs | 4     |

    Examples:
      | asymmetric |
      | yes        |
      | no         |

  @rule:VPORT-QUEUE-03
  @rule:VPORT-CREATE-13
  Scenario: On a symmetric adapter all nondefault VPorts have equally many
    Given an SR-IOV adapter "NIC1" with these settings:
      | setting              | value |
      | asymmetricQueuePairs | no    |
    And the virtualization stack creates 1 VPort on the PF with 2 queue pairs
    When the virtualization stack creates 1 VPort on the PF with 4 queue pairs
    Then the PF driver refuses with NDIS_STATUS_INVALID_PARAMETER
    And nothing has changed
    When the virtualization stack creates 1 VPort on the PF with 2 queue pairs
    Then the request succeeds

  @rule:VPORT-QUEUE-04
  @rule:VPORT-CREATE-13
  Scenario: On an asymmetric adapter each nondefault VPort has its own number
    Given an SR-IOV adapter "NIC1" with these settings:
      | setting              | value |
      | asymmetricQueuePairs | yes   |
    And the virtualization stack creates 1 VPort on the PF with 1 queue pair
    And the virtualization stack creates 1 VPort on the PF with 2 queue pairs
    When the virtualization stack creates 1 VPort on the PF with 4 queue pairs
    Then the request succeeds
    And VPort 1 has 1 queue pair
    And VPort 2 has 2 queue pairs
    And VPort 3 has 4 queue pairs
    And the queue pairs of all VPorts are disjoint

  @rule:VPORT-QUEUE-05
  Scenario Outline: The capability flag says what the adapter does: asymmetric <asymmetric>
    Given an SR-IOV adapter "NIC1" with these settings:
      | setting              | value        |
      | asymmetricQueuePairs | <asymmetric> |
    When the virtualization stack requests OID_NIC_SWITCH_CURRENT_CAPABILITIES
    Then the answer has:
      | member                | value   |
      | NicSwitchCapabilities | <flags> |

    Examples:
      | asymmetric | flags |
      | yes        | 0x1F  |
      | no         | 0x1B  |

  @rule:VPORT-QUEUE-07
  Scenario Outline: A nondefault VPort has at most as many as the adapter allows for one: <boundary>
    Given an SR-IOV adapter "NIC1" with these settings:
      | setting                         | value |
      | maxQueuePairsPerNondefaultVPort | 4     |
    When <request>
      | member            | value |
      | VPortId           | <id>  |
      | NumQueuePairs     | 5     |
      | ProcessorAffinity | 1     |
    Then it is refused with NDIS_STATUS_INVALID_PARAMETER
    And nothing has changed
    When the virtualization stack creates 1 VPort on the PF with 4 queue pairs
    Then the request succeeds

    Examples:
      | boundary        | id | request                                                             |
      | through NDIS    | 0  | the virtualization stack requests OID_NIC_SWITCH_CREATE_VPORT with: |
      | at the miniport | 1  | OID_NIC_SWITCH_CREATE_VPORT reaches the PF miniport directly with:  |

  @rule:VPORT-QUEUE-07
  @rule:VPORT-QUEUE-08
  Scenario Outline: The documentation's example of a symmetric adapter: <vports> VPorts with <pairs> queue pairs and not one more
    Given an SR-IOV adapter "NIC1" with these settings:
      | setting                         | value |
      | VFs                             | 63    |
      | maxVPorts                       | 64    |
      | maxQueuePairs                   | 128   |
      | maxQueuePairsPerNondefaultVPort | 4     |
      | asymmetricQueuePairs            | no    |
    When the virtualization stack creates <vports> VPorts on the PF with <pairs> queue pairs
    Then the request succeeds
    And the default VPort has 1 queue pair
    When the virtualization stack creates 1 VPort on the PF with <pairs> queue pairs
    Then it is refused with NDIS_STATUS_RESOURCES
    And nothing has changed

    Examples:
      | vports | pairs |
      | 63     | 2     |
      | 31     | 4     |

  @rule:VPORT-QUEUE-09
  Scenario Outline: The number cannot be changed afterwards: <boundary>
    Given an SR-IOV adapter "NIC1"
    And the virtualization stack creates 1 VPort on the PF with 2 queue pairs
    When <request>
      | member        | value                                                |
      | VPortId       | 1                                                    |
      | Flags         | NDIS_NIC_SWITCH_VPORT_PARAMS_NUM_QUEUE_PAIRS_CHANGED |
      | NumQueuePairs | 4                                                    |
    Then it is refused with NDIS_STATUS_INVALID_PARAMETER
    And nothing has changed
    And VPort 1 has 2 queue pairs

    Examples:
      | boundary        | request                                                                                  |
      | through NDIS    | the virtualization stack requests OID_NIC_SWITCH_VPORT_PARAMETERS as a set request with: |
      | at the miniport | OID_NIC_SWITCH_VPORT_PARAMETERS reaches the PF miniport directly as a set request with:  |
