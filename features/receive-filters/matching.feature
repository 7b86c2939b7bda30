@driver
@needs:oid-boundary
Feature: A packet goes to the VPort of the filter that it passes, and to no other

  Background:
    Given an SR-IOV adapter "NIC1" with 4 VFs
    And the virtualization stack creates 2 VPorts on the PF with 1 queue pair
    And the virtualization stack activates VPort 1
    And the virtualization stack activates VPort 2
    And the virtualization stack sets a receive filter on VPort 1 for 00-15-5D-FE-00-01 on VLAN 258
    And the virtualization stack sets a receive filter on VPort 2 for 00-15-5D-00-00-0B on VLAN 7

  @rule:FILTER-MATCH-01
  @rule:FILTER-MATCH-04
  @rule:FILTER-MATCH-05
  @rule:FORWARD-LOOKUP-01
  @rule:FORWARD-ISOLATE-01
  Scenario Outline: <address> on VLAN <vlan> is for <vport>
    When "outside" sends a frame to the address <address> tagged with VLAN <vlan>
    Then exactly these receive the frame:
      | receiver      | frames |
      | management OS | 1      |
    And "management OS" receives the frame marked with <vport>
    And VPort 1 counts <at 1> more frames in
    And VPort 2 counts <at 2> more frames in

    Examples: Both tests pass
      | address           | vlan | vport   | at 1 | at 2 |
      | 00-15-5D-FE-00-01 | 258  | VPort 1 | 1    | 0    |
      | 00-15-5D-00-00-0B | 7    | VPort 2 | 0    | 1    |

    @rule:FORWARD-DEFAULT-03
    Examples: One of the two tests fails
      | address           | vlan | vport             | at 1 | at 2 |
      | 00-15-5D-FE-00-01 | 7    | the default VPort | 0    | 0    |
      | 00-15-5D-00-00-0B | 258  | the default VPort | 0    | 0    |
      | 00-15-5D-00-00-0C | 258  | the default VPort | 0    | 0    |

    @rule:FILTER-MATCH-06
    Examples: One bit of one field differs
      | address           | vlan | vport             | at 1 | at 2 |
      | 00-15-5D-FE-00-00 | 258  | the default VPort | 0    | 0    |
      | 00-15-5D-FE-01-01 | 258  | the default VPort | 0    | 0    |
      | 02-15-5D-FE-00-01 | 258  | the default VPort | 0    | 0    |
      | 80-15-5D-FE-00-01 | 258  | the default VPort | 0    | 0    |
      | 00-15-5D-FE-00-01 | 259  | the default VPort | 0    | 0    |
      | 00-15-5D-FE-00-01 | 2306 | the default VPort | 0    | 0    |

    @rule:FILTER-MATCH-09
    Examples: The identifier 258 is 01 02 in network byte order, 513 in the other
      | address           | vlan | vport             | at 1 | at 2 |
      | 00-15-5D-FE-00-01 | 258  | VPort 1           | 1    | 0    |
      | 00-15-5D-FE-00-01 | 513  | the default VPort | 0    | 0    |

  @rule:FILTER-MATCH-09
  Scenario: The field value is read in network byte order
    Given the virtualization stack sets a receive filter on VPort 1 with these field tests:
      | HeaderField                          | FieldValue              |
      | NdisMacHeaderFieldDestinationAddress | bytes 00 15 5D 00 00 0D |
      | NdisMacHeaderFieldVlanId             | bytes 01 02             |
    When "outside" sends a frame to the address 00-15-5D-00-00-0D tagged with VLAN 258
    Then "management OS" receives the frame marked with VPort 1
    When "outside" sends a frame to the address 00-15-5D-00-00-0D tagged with VLAN 513
    Then "management OS" receives the frame marked with the default VPort

  @rule:FILTER-MATCH-03
  Scenario Outline: A field without a test does not matter: <what>
    Given the virtualization stack sets a receive filter on VPort 1 for 00-15-5D-FE-00-01 untagged
    When "outside" sends a frame <how>
    Then "management OS" receives the frame marked with VPort 1

    Examples:
      | what           | how                                                          |
      | EtherType      | of EtherType 0x0800 to "management OS"                       |
      | EtherType      | of EtherType 0x86DD to "management OS"                       |
      | priority       | tagged with VLAN 258 and priority 0 to "management OS"       |
      | priority       | tagged with VLAN 258 and priority 7 to "management OS"       |
      | source address | to "management OS" with the source address 00-15-5D-00-00-0B |
      | payload        | of 64 bytes to "management OS"                               |
      | payload        | of 1400 bytes to "management OS"                             |

  @rule:FILTER-MATCH-04
  Scenario: The same key cannot be set on a second VPort, so that every packet has one place to go
    When the virtualization stack sets a receive filter on VPort 2 for 00-15-5D-FE-00-01 on VLAN 258
    Then it is refused with NDIS_STATUS_INVALID_PARAMETER
    And nothing has changed
    When the virtualization stack sets a receive filter on VPort 2 for 00-15-5D-FE-00-01 on VLAN 259
    Then the request succeeds
