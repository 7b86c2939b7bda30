@driver
@needs:oid-boundary
Feature: A static driver makes the NIC switch while it initializes, a dynamic one when NDIS asks

  @rule:SWITCH-STATIC-02
  @rule:SWITCH-DELETE-01
  @needs:vf-path
  Scenario Outline: A VF miniport takes no part in it: <oid>
    Given an SR-IOV adapter "NIC1" with 4 VFs
    And the extensible switch "External" is bound to "NIC1"
    And these partitions are running:
      | partition | MAC address       | path |
      | web       | 00-15-5D-00-00-01 | VF   |
    When the guest of "web" requests <oid> from its VF driver
    Then it is refused with NDIS_STATUS_NOT_SUPPORTED
    And nothing has changed
    And the NIC switch exists

    Examples:
      | oid                          |
      | OID_NIC_SWITCH_CREATE_SWITCH |
      | OID_NIC_SWITCH_DELETE_SWITCH |

  Rule: A static driver provisions the switch from the registry

    @rule:SWITCH-STATIC-01
    @rule:SWITCH-CREATE-13
    @rule:SWITCH-STATIC-06
    Scenario: After initialization the static switch and its VFs are there, before any create request
      Given an SR-IOV adapter "NIC1" with these settings, whose PF driver has no NIC switch yet:
        | setting  | value  |
        | creation | static |
        | VFs      | 4      |
      When the virtualization stack requests OID_NIC_SWITCH_ENUM_SWITCHES
      Then the answer lists 0 elements
      And the event "OID_NIC_SWITCH_CREATE_SWITCH" happened 0 times
      And these fields of the PF read:
        | field     | value |
        | VF Enable | 1     |
        | NumVFs    | 4     |
      And VF 4 answers configuration requests

    @rule:SWITCH-STATIC-07
    @needs:miniport-boundary
    Scenario Outline: A provisioned switch takes no <what> before NDIS has enabled it
      Given an SR-IOV adapter "NIC1" with these settings, whose PF driver has no NIC switch yet:
        | setting  | value  |
        | creation | static |
        | VFs      | 4      |
      When <oid> reaches the PF miniport directly with:
        | member    | value    |
        | <member>  | <value>  |
        | <member2> | <value2> |
      Then it is refused
      And nothing has changed
      When the virtualization stack requests <oid> with:
        | member    | value    |
        | <member>  | <value>  |
        | <member2> | <value2> |
      Then it is refused
      And nothing has changed
      When NDIS requests OID_NIC_SWITCH_CREATE_SWITCH with:
        | member | value |
        | NumVFs | 4     |
      And the virtualization stack requests <oid> with:
        | member    | value    |
        | <member>  | <value>  |
        | <member2> | <value2> |
      Then the request succeeds

      Examples:
        | what   | oid                           | member              | value             | member2           | value2                      |
        | VF     | OID_NIC_SWITCH_ALLOCATE_VF    | PermanentMacAddress | 00-15-5D-00-00-01 | CurrentMacAddress | 00-15-5D-00-00-01           |
        | VPort  | OID_NIC_SWITCH_CREATE_VPORT   | NumQueuePairs       | 1                 | ProcessorAffinity | 1                           |
        | filter | OID_RECEIVE_FILTER_SET_FILTER | VPortId             | 0                 | FieldParameters   | 00-15-5D-00-00-0A on VLAN 5 |

    @rule:SWITCH-CREATE-08
    Scenario Outline: A create request that differs from the provisioned switch in <member> leaves it unusable
      Given an SR-IOV adapter "NIC1" with these settings, whose PF driver has no NIC switch yet:
        | setting  | value  |
        | creation | static |
        | VFs      | 4      |
      When NDIS requests OID_NIC_SWITCH_CREATE_SWITCH with:
        | member   | value   |
        | NumVFs   | 4       |
        | <member> | <value> |
      Then the PF driver refuses with NDIS_STATUS_INVALID_PARAMETER
      And nothing has changed
      When the virtualization stack creates 1 VPort on the PF with 1 queue pair
      Then it is refused
      When NDIS requests OID_NIC_SWITCH_CREATE_SWITCH with:
        | member | value |
        | NumVFs | 4     |
      Then the request succeeds
      When the virtualization stack creates 1 VPort on the PF with 1 queue pair
      Then the request succeeds

      Examples:
        | member                       | value        |
        | NumVFs                       | 3            |
        | SwitchFriendlyName           | Another name |
        | NumQueuePairsForDefaultVPort | 2            |

    @rule:SWITCH-STATIC-04
    Scenario Outline: A static driver configures nothing that the adapter does not have: <keyword> <value>
      Given an SR-IOV adapter "NIC1" with these settings, whose PF driver is not loaded:
        | setting  | value  |
        | creation | static |
      When NDIS has the PF driver "initialized" with these keywords:
        | keyword   | value   |
        | <keyword> | <value> |
      Then it is refused with NDIS_STATUS_NOT_ACCEPTED
      And nothing has changed
      And there is no NIC switch
      And these fields of the PF read:
        | field     | value |
        | VF Enable | 0     |
        | NumVFs    | 0     |

      Examples:
        | keyword        | value |
        | *NumVFs        | 65    |
        | *NumVPorts     | 66    |
        | *NumQueuePairs | 1000  |

    @rule:SWITCH-STATIC-05
    Scenario: VFs of a static driver are visible if and only if enabling them succeeded
      Given an SR-IOV adapter "NIC1" with these settings, whose PF driver is not loaded:
        | setting  | value  |
        | creation | static |
        | VFs      | 4      |
      And the next attempt of the PF driver at "enable virtualization" fails
      When NDIS has the PF driver "initialized"
      Then it is refused with NDIS_STATUS_FAILURE
      And VF 1 does not answer configuration requests
      And these fields of the PF read:
        | field     | value |
        | VF Enable | 0     |
      When NDIS has the PF driver "initialized"
      Then VF 4 answers configuration requests
      And these fields of the PF read:
        | field     | value |
        | VF Enable | 1     |
        | NumVFs    | 4     |

    @rule:SWITCH-STATIC-06
    Scenario: With SR-IOV off by keyword there is neither a switch nor a VF
      Given an SR-IOV adapter "NIC1" with these settings:
        | setting  | value  |
        | creation | static |
        | *SRIOV   | 0      |
      Then there is no NIC switch
      And VF 1 does not answer configuration requests
      And these fields of the PF read:
        | field     | value |
        | VF Enable | 0     |

    @rule:SWITCH-STATIC-08
    Scenario: The parameters of a running static switch stay as they are
      Given an SR-IOV adapter "NIC1" with these settings:
        | setting  | value  |
        | creation | static |
        | VFs      | 4      |
      When the virtualization stack requests OID_NIC_SWITCH_PARAMETERS as a set request with:
        | member | value |
        | NumVFs | 8     |
      Then the PF driver refuses with NDIS_STATUS_REINIT_REQUIRED
      And nothing has changed
      When the virtualization stack requests OID_NIC_SWITCH_ENUM_SWITCHES
      Then the answer lists an element with:
        | member | value |
        | NumVFs | 4     |

    @rule:SWITCH-STATIC-09
    Scenario Outline: The default switch of a <creation> driver has the parameters of the registry
      Given an SR-IOV adapter "NIC1" with these settings:
        | setting    | value      |
        | creation   | <creation> |
        | *NumVFs    | 7          |
        | *NumVPorts | 9          |
      When the virtualization stack requests OID_NIC_SWITCH_ENUM_SWITCHES
      Then the answer lists an element with:
        | member    | value |
        | NumVFs    | 7     |
        | NumVPorts | 9     |

      Examples:
        | creation |
        | static   |
        | dynamic  |

  Rule: A dynamic driver waits for NDIS

    @rule:SWITCH-DYNAMIC-01
    Scenario: After initialization a dynamic driver has neither a switch nor VFs
      Given an SR-IOV adapter "NIC1" with these settings, whose PF driver has no NIC switch yet:
        | setting  | value   |
        | creation | dynamic |
        | VFs      | 4       |
      Then there is no NIC switch
      And VF 1 does not answer configuration requests
      When NDIS requests OID_NIC_SWITCH_CREATE_SWITCH with:
        | member | value |
        | NumVFs | 4     |
      Then the NIC switch exists
      And VF 4 answers configuration requests

    @rule:SWITCH-DYNAMIC-04
    Scenario: VFs of a dynamic driver are visible if and only if enabling them succeeded
      Given an SR-IOV adapter "NIC1" whose PF driver has no NIC switch yet
      And the next attempt of the PF driver at "enable virtualization" fails
      When NDIS requests OID_NIC_SWITCH_CREATE_SWITCH with:
        | member | value |
        | NumVFs | 4     |
      Then it is refused with NDIS_STATUS_FAILURE
      And there is no NIC switch
      And VF 1 does not answer configuration requests
      When NDIS requests OID_NIC_SWITCH_CREATE_SWITCH with:
        | member | value |
        | NumVFs | 4     |
      Then the request succeeds
      And VF 4 answers configuration requests

    @rule:SWITCH-DYNAMIC-05
    @rule:SWITCH-DELETE-09
    Scenario: A dynamic switch can be made anew with other parameters while the driver runs
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And NDIS requests OID_NIC_SWITCH_DELETE_SWITCH
      When NDIS requests OID_NIC_SWITCH_CREATE_SWITCH with:
        | member | value |
        | NumVFs | 6     |
      Then the request succeeds
      And VF 6 answers configuration requests
      When the virtualization stack requests OID_NIC_SWITCH_ENUM_SWITCHES
      Then the answer lists an element with:
        | member | value |
        | NumVFs | 6     |
