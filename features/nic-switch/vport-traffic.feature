@driver
@needs:oid-boundary
Feature: A packet of the PF carries its VPort in the out-of-band data, a packet of a VF has but one VPort

  Rule: The PF miniport

    Background:
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the virtualization stack creates 2 VPorts on the PF with 1 queue pair
      And the virtualization stack activates VPort 1
      And the virtualization stack activates VPort 2
      And the virtualization stack sets a receive filter on the default VPort for 00-15-5D-00-00-0A on VLAN 5
      And the virtualization stack sets a receive filter on VPort 1 for 00-15-5D-00-00-0B on VLAN 5
      And the virtualization stack sets a receive filter on VPort 2 for 00-15-5D-00-00-0C on VLAN 5

    @rule:VPORT-FLOW-03
    Scenario Outline: A packet that <vport> receives is marked with it
      When "outside" sends a frame to the address <address> tagged with VLAN 5
      Then "management OS" receives the frame marked with <vport>
      And the frame takes the path "outside > physical port > NIC switch > <hop> > PF > management OS"
      And <vport> counts 1 more frame in

      @rule:VPORT-FLOW-01
      Examples:
        | vport             | hop           | address           |
        | the default VPort | default VPort | 00-15-5D-00-00-0A |

      @rule:VPORT-FLOW-02
      Examples:
        | vport   | hop     | address           |
        | VPort 1 | VPort 1 | 00-15-5D-00-00-0B |
        | VPort 2 | VPort 2 | 00-15-5D-00-00-0C |

    @rule:VPORT-FLOW-09
    Scenario Outline: Its filtering information names <vport>, but no filter and no queue
      When "outside" sends a frame to the address <address> tagged with VLAN 5
      Then the out-of-band data of the frame at "management OS" has:
        | member   | value |
        | FilterId | 0     |
        | QueueId  | 0     |
        | VPortId  | <id>  |

      Examples:
        | vport             | id | address           |
        | the default VPort | 0  | 00-15-5D-00-00-0A |
        | VPort 1           | 1  | 00-15-5D-00-00-0B |
        | VPort 2           | 2  | 00-15-5D-00-00-0C |
        | no filter's VPort | 0  | 00-15-5D-00-00-0D |

    @rule:VPORT-FLOW-05
    Scenario Outline: A packet marked with VPort <mark> leaves by <vport>'s transmit queue and no other
      When the management OS sends a frame marked with VPort <mark> to "outside"
      Then "outside" receives the frame
      And <vport> counts 1 more frame out
      And <other> counts 0 more frames out
      And <another> counts 0 more frames out

      @rule:VPORT-FLOW-01
      Examples:
        | mark | vport             | other   | another |
        | 0    | the default VPort | VPort 1 | VPort 2 |

      @rule:VPORT-FLOW-02
      Examples:
        | mark | vport   | other             | another |
        | 1    | VPort 1 | the default VPort | VPort 2 |
        | 2    | VPort 2 | the default VPort | VPort 1 |

    @rule:VPORT-FLOW-06
    Scenario: A packet marked with a deleted VPort leaves by the default one
      Given the virtualization stack requests OID_RECEIVE_FILTER_CLEAR_FILTER with:
        | member   | value                            |
        | FilterId | the filter for 00-15-5D-00-00-0C |
      And the virtualization stack requests OID_NIC_SWITCH_DELETE_VPORT for VPort 2
      When the management OS sends a frame marked with VPort 2 to "outside"
      Then "outside" receives the frame
      And the default VPort counts 1 more frame out
      And VPort 1 counts 0 more frames out

  Rule: A VF

    Background:
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the extensible switch "External" is bound to "NIC1"
      And these partitions are running:
        | partition | MAC address       | VLAN | path      |
        | web       | 00-15-5D-00-00-01 | 10   | VF        |
        | db        | 00-15-5D-00-00-02 | 10   | VF        |
        | legacy    | 00-15-5D-00-00-03 | 10   | synthetic |

    @rule:VPORT-FLOW-08
    Scenario: What its guest sends enters the NIC switch by the one VPort of the VF
      When "web" sends a frame to "outside"
      Then "outside" receives the frame
      And the VPort of "web" counts 1 more frame out
      And the VPort of "db" counts 0 more frames out
      And the default VPort counts 0 more frames out

    @rule:VPORT-FLOW-07
    Scenario: Its packets carry no VPort identifier
      When "outside" sends a frame to "web"
      Then "web" receives the frame without a VPort identifier
      And the VPort of "web" counts 1 more frame in

    @rule:VPORT-FLOW-04
    Scenario: What the extensible switch sends is marked with the default VPort
      When "legacy" sends a frame to "web"
      Then the frame takes the path "legacy > External > PF > default VPort > NIC switch > VF 1 > web"
      And the default VPort counts 1 more frame out
