@driver
@needs:oid-boundary
Feature: What a receive filter says about VLANs

  Rule: Untagged or VLAN zero

    Background:
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the virtualization stack creates 1 VPort on the PF with 1 queue pair
      And the virtualization stack activates VPort 1
      And the virtualization stack sets a receive filter on VPort 1 for 00-15-5D-FE-00-01 untagged

    @rule:FILTER-VLAN-01
    @rule:FILTER-VLAN-10
    Scenario Outline: With the flag, <what> passes
      When "outside" sends <frame> to "management OS"
      Then "management OS" receives the frame marked with VPort 1
      And VPort 1 counts 1 more frame in

      Examples:
        | what                  | frame                   |
        | an untagged frame     | an untagged frame       |
        | a priority-tagged one | a frame with priority 5 |

    @rule:FILTER-VLAN-02
    @rule:FILTER-VLAN-10
    Scenario Outline: With the flag, VLAN <vlan> does not pass
      When "outside" sends a frame tagged with VLAN <vlan> to "management OS"
      Then VPort 1 counts 0 more frames in
      And "management OS" receives the frame marked with the default VPort
      When "outside" sends an untagged frame to "management OS"
      Then VPort 1 counts 1 more frame in

      Examples:
        | vlan |
        | 1    |
        | 5    |
        | 4094 |

    @rule:FILTER-VLAN-01
    Scenario: Another address does not pass, tagged or not
      When "outside" sends a frame to the address 00-15-5D-00-00-0A
      Then VPort 1 counts 0 more frames in
      And "management OS" receives the frame marked with the default VPort

  Rule: A VLAN test

    Background:
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the virtualization stack creates 1 VPort on the PF with 1 queue pair
      And the virtualization stack activates VPort 1
      And the virtualization stack sets a receive filter on VPort 1 for 00-15-5D-FE-00-01 on VLAN 5

    @rule:FILTER-VLAN-05
    @rule:FILTER-VLAN-07
    Scenario: A frame on the VLAN passes, and its tag goes out of band
      When "outside" sends a frame tagged with VLAN 5 and priority 3 to "management OS"
      Then "management OS" receives the frame marked with VPort 1
      And "management OS" receives the frame untagged
      And "management OS" receives the frame with VLAN 5 out of band
      And "management OS" receives the frame with priority 3

    @rule:FILTER-VLAN-05
    Scenario Outline: <what> does not pass
      When "outside" sends <frame> to "management OS"
      Then VPort 1 counts 0 more frames in
      And "management OS" receives the frame marked with the default VPort
      When "outside" sends a frame tagged with VLAN 5 to "management OS"
      Then VPort 1 counts 1 more frame in

      Examples:
        | what                  | frame                      |
        | An untagged frame     | an untagged frame          |
        | A priority-tagged one | a frame with priority 5    |
        | Another VLAN          | a frame tagged with VLAN 6 |

    @rule:FILTER-VLAN-06
    Scenario Outline: The flag contradicts a VLAN test: in the field of the <where>
      When the virtualization stack sets a receive filter on VPort 1 with these field tests:
        | HeaderField                          | FieldValue        | Flags        |
        | NdisMacHeaderFieldDestinationAddress | 00-15-5D-00-00-0B | <on address> |
        | NdisMacHeaderFieldVlanId             | bytes 00 05       | <on VLAN>    |
      Then it is refused with NDIS_STATUS_INVALID_PARAMETER
      And nothing has changed

      Examples:
        | where   | on address                                                 | on VLAN                                                    |
        | address | NDIS_RECEIVE_FILTER_FIELD_MAC_HEADER_VLAN_UNTAGGED_OR_ZERO | 0                                                          |
        | VLAN    | 0                                                          | NDIS_RECEIVE_FILTER_FIELD_MAC_HEADER_VLAN_UNTAGGED_OR_ZERO |

  Rule: Neither

    @rule:FILTER-VLAN-04
    Scenario Outline: A filter on the address alone matches any VLAN and takes the tag out of the data: <frame>
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the virtualization stack creates 1 VPort on the PF with 1 queue pair
      And the virtualization stack activates VPort 1
      And the virtualization stack sets a receive filter on VPort 1 for 00-15-5D-FE-00-01 on any VLAN
      When "outside" sends a frame tagged with VLAN <vlan> to "management OS"
      Then "management OS" receives the frame marked with VPort 1
      And "management OS" receives the frame untagged
      And "management OS" receives the frame with VLAN <vlan> out of band

      Examples:
        | vlan |
        | 5    |
        | 6    |

    @rule:FILTER-VLAN-04
    Scenario: An adapter that does not take such a filter fails the request
      Given an SR-IOV adapter "NIC1" with these settings:
        | setting       | value  |
        | macOnlyFilter | refuse |
      When the virtualization stack sets a receive filter on the default VPort for 00-15-5D-FE-00-01 on any VLAN
      Then it is refused with NDIS_STATUS_INVALID_PARAMETER
      And nothing has changed

    @rule:FILTER-VLAN-08
    @rule:FILTER-VLAN-09
    Scenario: With VLAN filtering off by keyword the capability is gone, and the tag still goes out of band
      Given an SR-IOV adapter "NIC1" with these settings:
        | setting           | value |
        | *VMQVlanFiltering | 0     |
      When the virtualization stack requests OID_RECEIVE_FILTER_CURRENT_CAPABILITIES
      Then the answer has:
        | member                   | value |
        | SupportedMacHeaderFields | 1     |
      When the virtualization stack sets a receive filter on the default VPort for 00-15-5D-FE-00-01 on VLAN 5
      Then it is refused with NDIS_STATUS_INVALID_PARAMETER
      And nothing has changed
      When the virtualization stack sets a receive filter on the default VPort for 00-15-5D-FE-00-01 on any VLAN
      And "outside" sends a frame tagged with VLAN 5 to "management OS"
      Then "management OS" receives the frame with VLAN 5 out of band

    @rule:FILTER-VLAN-09
    Scenario: With VLAN filtering on the capability is there
      Given an SR-IOV adapter "NIC1" with these settings:
        | setting           | value |
        | *VMQVlanFiltering | 1     |
      When the virtualization stack requests OID_RECEIVE_FILTER_CURRENT_CAPABILITIES
      Then the answer has:
        | member                   | value |
        | SupportedMacHeaderFields | 9     |

  Rule: The virtualization stack

    Background:
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the extensible switch "External" is bound to "NIC1"

    @rule:FILTER-VLAN-03
    Scenario: For a port without a VLAN it sets the flag
      When the partition is started:
        | partition | MAC address       | path      |
        | web       | 00-15-5D-00-00-01 | synthetic |
      Then the most recent OID_RECEIVE_FILTER_SET_FILTER carried:
        | member          | value                      |
        | FieldParameters | 00-15-5D-00-00-01 untagged |

    @rule:FILTER-VLAN-07
    @needs:vf-path
    Scenario: From a frame to a VF the tag is taken out too, and is told out of band with its priority
      Given the partition is started:
        | partition | MAC address       | VLAN | path |
        | web       | 00-15-5D-00-00-01 | 10   | VF   |
      When "outside" sends a frame tagged with VLAN 10 and priority 5 to "web"
      Then the frame takes the path "outside > physical port > NIC switch > VF 1 > web"
      And "web" receives the frame untagged
      And "web" receives the frame with VLAN 10 out of band
      And "web" receives the frame with priority 5

    @rule:FILTER-VLAN-06
    Scenario: For a port with a VLAN it tests the VLAN and leaves the flag clear
      When the partition is started:
        | partition | MAC address       | VLAN | path      |
        | web       | 00-15-5D-00-00-01 | 10   | synthetic |
      Then the most recent OID_RECEIVE_FILTER_SET_FILTER carried:
        | member          | value                        |
        | FieldParameters | 00-15-5D-00-00-01 on VLAN 10 |
