@driver
@needs:oid-boundary
Feature: A VF is allocated to a partition whole, under identifiers of its own, or not at all

  Rule: What a valid request gives

    Background:
      Given an SR-IOV adapter "NIC1" with 4 VFs

    @rule:VF-ALLOC-01
    @rule:VF-ALLOC-13
    @rule:VF-ALLOC-14
    @rule:VF-ALLOC-16
    @rule:FSM-VF-02
    @isolation
    Scenario: A reserved VF becomes the partition's, and is listed on the switch
      Given VF 1 is in state RESERVED
      When the virtualization stack requests OID_NIC_SWITCH_ALLOCATE_VF with:
        | member              | value             |
        | SwitchId            | 0                 |
        | VFId                | 0xFFFF            |
        | VMName              | web               |
        | VMFriendlyName      | Web server        |
        | NicName             | web NIC           |
        | PermanentMacAddress | 00-15-5D-00-00-01 |
        | CurrentMacAddress   | 00-15-5D-00-00-02 |
      Then the request succeeds
      And the answer has:
        | member      | value |
        | VFId        | VF 1  |
        | RequestorId | 0x180 |
      And no function but VF 1 and the PF was affected
      And VF 1 is in state ALLOCATED
      And VF 1 is allocated to "web"
      And the Routing ID of VF 1 is "01:10.0"
      When OID_NIC_SWITCH_ENUM_VFS reaches the PF miniport directly with:
        | member   | value |
        | SwitchId | 0     |
      Then the answer lists 1 element
      And the answer lists an element with:
        | member              | value             |
        | SwitchId            | 0                 |
        | VFId                | VF 1              |
        | RequestorId         | 0x180             |
        | VMName              | web               |
        | VMFriendlyName      | Web server        |
        | NicName             | web NIC           |
        | PermanentMacAddress | 00-15-5D-00-00-01 |
        | CurrentMacAddress   | 00-15-5D-00-00-02 |

    @rule:VF-ALLOC-15
    @rule:VF-ALLOC-16
    @rule:ISO-RID-01
    Scenario Outline: The <nth> VF is VF <VF>, with Requester ID <RID>
      Given the virtualization stack allocates <before> VFs
      When the virtualization stack allocates 1 VF
      Then the answer has:
        | member      | value   |
        | VFId        | VF <VF> |
        | RequestorId | <RID>   |
      And all Routing IDs are different

      Examples:
        | nth    | before | VF | RID   |
        | first  | 0      | 1  | 0x180 |
        | second | 1      | 2  | 0x182 |
        | last   | 3      | 4  | 0x186 |

    @rule:VF-ALLOC-07
    Scenario Outline: Names are for information only: <what>
      When the virtualization stack requests OID_NIC_SWITCH_ALLOCATE_VF with:
        | member              | value             |
        | VMName              | <VM>              |
        | VMFriendlyName      | <friendly>        |
        | NicName             | <NIC>             |
        | PermanentMacAddress | 00-15-5D-00-00-01 |
        | CurrentMacAddress   | 00-15-5D-00-00-01 |
      Then the answer has:
        | member      | value |
        | VFId        | VF 1  |
        | RequestorId | 0x180 |
      And VF 1 is in state ALLOCATED
      When the virtualization stack requests OID_NIC_SWITCH_ALLOCATE_VF with:
        | member              | value             |
        | VMName              | <VM>              |
        | VMFriendlyName      | <friendly>        |
        | NicName             | <NIC>             |
        | PermanentMacAddress | 00-15-5D-00-00-02 |
        | CurrentMacAddress   | 00-15-5D-00-00-02 |
      Then the answer has:
        | member      | value |
        | VFId        | VF 2  |
        | RequestorId | 0x182 |

      Examples:
        | what            | VM                                                               | friendly | NIC  |
        | empty           |                                                                  |          |      |
        | all alike       | same                                                             | same     | same |
        | very long       | aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggg | web      | nic  |
        | not for the eye | \\\.\PhysicalDrive0                                              | ../..    | %s%n |

    @rule:VF-ALLOC-18
    @needs:config-space
    Scenario Outline: The virtualization stack can use the VF at once: <oid>
      Given the virtualization stack allocates 1 VF
      When the virtualization stack requests <oid> with:
        | member   | value   |
        | VFId     | VF 1    |
        | <member> | <value> |
      Then the request succeeds

      Examples:
        | oid                           | member     | value             |
        | OID_SRIOV_RESET_VF            | VFId       | VF 1              |
        | OID_SRIOV_SET_VF_POWER_STATE  | PowerState | NdisDeviceStateD3 |
        | OID_SRIOV_VF_VENDOR_DEVICE_ID | VFId       | VF 1              |
        | OID_NIC_SWITCH_VF_PARAMETERS  | SwitchId   | 0                 |

    @rule:VF-ALLOC-21
    Scenario: A fresh VF is attached to nothing
      When the virtualization stack allocates 1 VF
      Then VF 1 is in state ALLOCATED
      And the adapter has 1 VPort
      When the virtualization stack requests OID_NIC_SWITCH_ENUM_VPORTS with:
        | member             | value                                                      |
        | Flags              | NDIS_NIC_SWITCH_VPORT_INFO_ARRAY_ENUM_ON_SPECIFIC_FUNCTION |
        | AttachedFunctionId | VF 1                                                       |
      Then the answer lists 0 elements
      When "outside" sends a frame to the address 00-15-5D-01-00-01
      Then VF 1 counts 0 more frames in
      And the default VPort counts 1 more frame in

    @rule:VF-ALLOC-20
    @rule:VF-ALLOC-31
    @isolation
    Scenario: The identifier names the same VF until it is freed
      Given the virtualization stack allocates 4 VFs
      When the virtualization stack requests OID_SRIOV_RESET_VF for VF 3
      Then no function but VF 3 was affected
      When the virtualization stack requests OID_NIC_SWITCH_VF_PARAMETERS for VF 3
      Then the answer has:
        | member      | value |
        | VFId        | VF 3  |
        | VMName      | vm3   |
        | RequestorId | 0x184 |
      When the virtualization stack requests OID_NIC_SWITCH_FREE_VF for VF 3
      Then no function but VF 3 and the PF was affected
      And VF 3 is not allocated
      And VF 2 is allocated to "vm2"
      And VF 4 is allocated to "vm4"

    @rule:VF-ALLOC-23
    Scenario Outline: Nothing changes the parameters of an allocated VF: <request>
      Given the virtualization stack allocates 1 VF
      When <issued>
        | member   | value   |
        | <member> | <value> |
        | VMName   | other   |
      Then it is refused
      And nothing has changed
      When the virtualization stack requests OID_NIC_SWITCH_VF_PARAMETERS for VF 1
      Then the answer has:
        | member              | value             |
        | VMName              | vm1               |
        | PermanentMacAddress | 00-15-5D-01-00-01 |
        | CurrentMacAddress   | 00-15-5D-01-00-01 |
        | RequestorId         | 0x180             |

      Examples:
        | request                       | issued                                                                                | member | value |
        | a set request through NDIS    | the virtualization stack requests OID_NIC_SWITCH_VF_PARAMETERS as a set request with: | VFId   | VF 1  |
        | a set request at the miniport | OID_NIC_SWITCH_VF_PARAMETERS reaches the PF miniport directly as a set request with:  | VFId   | VF 1  |
        | a second allocation by VFId   | OID_NIC_SWITCH_ALLOCATE_VF reaches the PF miniport directly with:                     | VFId   | VF 1  |

    @rule:VF-ALLOC-23
    Scenario: Reset, power states and VPorts leave the parameters as they were
      Given the virtualization stack allocates 1 VF
      And the virtualization stack requests OID_NIC_SWITCH_CREATE_VPORT with:
        | member             | value |
        | AttachedFunctionId | VF 1  |
      And VF 1 is put into power state D3
      When VF 1 is reset
      And OID_NIC_SWITCH_VF_PARAMETERS for VF 1 reaches the PF miniport directly
      Then the answer has:
        | member              | value             |
        | VFId                | VF 1              |
        | VMName              | vm1               |
        | PermanentMacAddress | 00-15-5D-01-00-01 |
        | CurrentMacAddress   | 00-15-5D-01-00-01 |
        | RequestorId         | 0x180             |

  Rule: What an invalid request meets

    Background:
      Given an SR-IOV adapter "NIC1" with 4 VFs

    @rule:VF-ALLOC-10
    @rule:VF-ALLOC-24
    Scenario Outline: NDIS lets no request pass with <what>
      When the virtualization stack requests OID_NIC_SWITCH_ALLOCATE_VF with:
        | member              | value             |
        | PermanentMacAddress | 00-15-5D-00-00-01 |
        | CurrentMacAddress   | 00-15-5D-00-00-01 |
        | <member>            | <value>           |
      Then NDIS refuses with NDIS_STATUS_INVALID_PARAMETER
      And the PF miniport was not asked
      And nothing has changed

      @rule:VF-ALLOC-02
      Examples:
        | what                         | member   | value |
        | a switch that nobody created | SwitchId | 1     |

      @rule:VF-ALLOC-03
      Examples:
        | what                      | member | value |
        | a VFId of its own         | VFId   | 3     |
        | VFId 0, which is a VF too | VFId   | 0     |

      @rule:VF-ALLOC-04
      Examples:
        | what                      | member      | value |
        | a Requester ID of its own | RequestorId | 0x180 |
        | Requester ID 0            | RequestorId | 0     |

      @rule:VF-ALLOC-09
      Examples:
        | what                              | member           | value |
        | addresses longer than their array | MacAddressLength | 33    |
        | addresses without length          | MacAddressLength | 0     |

      Examples:
        | what                            | member   | value |
        | a header of an unknown revision | Revision | 9     |
        | a header of a wrong size        | Size     | 3     |
        | a member that does not exist    | NumVFs   | 1     |

    @rule:VF-ALLOC-24
    @needs:miniport-boundary
    Scenario Outline: The PF miniport itself refuses <what>
      When OID_NIC_SWITCH_ALLOCATE_VF reaches the PF miniport directly with:
        | member              | value             |
        | PermanentMacAddress | 00-15-5D-00-00-01 |
        | CurrentMacAddress   | 00-15-5D-00-00-01 |
        | <member>            | <value>           |
      Then the PF driver refuses with NDIS_STATUS_INVALID_PARAMETER
      And nothing has changed

      Examples:
        | what                              | member            | value             |
        | a switch that nobody created      | SwitchId          | 1                 |
        | a VFId of the requester           | VFId              | 3                 |
        | a Requester ID of the requester   | RequestorId       | 0                 |
        | addresses longer than their array | MacAddressLength  | 33                |
        | a group address                   | CurrentMacAddress | 01-00-5E-00-00-05 |

    @rule:VF-ALLOC-25
    Scenario Outline: A buffer that is <missing> bytes too short is refused with the size that is needed
      When the virtualization stack requests OID_NIC_SWITCH_ALLOCATE_VF with a buffer <missing> bytes too short:
        | member              | value             |
        | PermanentMacAddress | 00-15-5D-00-00-01 |
        | CurrentMacAddress   | 00-15-5D-00-00-01 |
      Then it is refused with NDIS_STATUS_INVALID_LENGTH
      And nothing has changed
      And the bytes needed are the size that succeeds

      Examples:
        | missing |
        | 1       |
        | 8       |

    @rule:VF-ALLOC-25
    @needs:miniport-boundary
    Scenario: The PF miniport says so too
      When OID_NIC_SWITCH_ALLOCATE_VF reaches the PF miniport directly with a buffer 1 byte too short:
        | member              | value             |
        | PermanentMacAddress | 00-15-5D-00-00-01 |
        | CurrentMacAddress   | 00-15-5D-00-00-01 |
      Then the PF driver refuses with NDIS_STATUS_INVALID_LENGTH
      And nothing has changed
      And the bytes needed are the size that succeeds

    @rule:VF-ALLOC-11
    @needs:miniport-boundary
    Scenario Outline: It is a method request, and as a <method> request <to> it does not exist
      When <issued>
        | member              | value             |
        | PermanentMacAddress | 00-15-5D-00-00-01 |
        | CurrentMacAddress   | 00-15-5D-00-00-01 |
      Then it is refused with NDIS_STATUS_NOT_SUPPORTED
      And nothing has changed

      Examples:
        | method | to              | issued                                                                                |
        | set    | through NDIS    | the virtualization stack requests OID_NIC_SWITCH_ALLOCATE_VF as a set request with:   |
        | query  | through NDIS    | the virtualization stack requests OID_NIC_SWITCH_ALLOCATE_VF as a query request with: |
        | set    | at the miniport | OID_NIC_SWITCH_ALLOCATE_VF reaches the PF miniport directly as a set request with:    |

  Rule: When it cannot be done, nothing is left of it

    @rule:VF-ALLOC-26
    @rule:ISO-LAW-16
    Scenario Outline: A failure at <what> leaves no VF behind, and the next attempt succeeds
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the next attempt of the PF driver at "<what>" fails
      When the virtualization stack allocates 1 VF
      Then the PF driver refuses with NDIS_STATUS_FAILURE
      And nothing of VF 1 has changed
      And VF 1 is in state RESERVED
      When OID_NIC_SWITCH_ENUM_VFS reaches the PF miniport directly with:
        | member   | value |
        | SwitchId | 0     |
      Then the answer lists 0 elements
      When the virtualization stack allocates 1 VF
      Then the answer has:
        | member | value |
        | VFId   | VF 1  |
      When the virtualization stack requests OID_NIC_SWITCH_ENUM_VFS
      Then the answer lists 1 element

      @rule:VF-ALLOC-13
      @rule:VF-ALLOC-29
      Examples:
        | what                  |
        | vf software resources |

      @rule:VF-ALLOC-19
      @rule:VF-ALLOC-29
      Examples:
        | what              |
        | vf initialization |

    @rule:VF-ALLOC-27
    @rule:FSM-VF-22
    @rule:ISO-LAW-09
    @isolation
    Scenario Outline: After <VFs> allocations the next one fails and takes nothing
      Given an SR-IOV adapter "NIC1" with <VFs> VFs
      And the virtualization stack allocates <VFs> VFs
      When the virtualization stack allocates 1 VF
      Then the PF driver refuses with NDIS_STATUS_RESOURCES
      And nothing has changed
      When the virtualization stack requests OID_NIC_SWITCH_ENUM_VFS
      Then the answer lists <VFs> elements
      And VF <VFs> is allocated to "vm<VFs>"

      Examples:
        | VFs |
        | 1   |
        | 4   |
        | 64  |

    @rule:VF-ALLOC-28
    @needs:miniport-boundary
    Scenario Outline: Before a NIC switch has been created there is nothing to allocate from: <creation>, <boundary>
      Given an SR-IOV adapter "NIC1" with these settings, whose PF driver has no NIC switch yet:
        | setting  | value      |
        | creation | <creation> |
        | VFs      | 4          |
      When <issued>
        | member              | value             |
        | PermanentMacAddress | 00-15-5D-00-00-01 |
        | CurrentMacAddress   | 00-15-5D-00-00-01 |
      Then it is refused with NDIS_STATUS_INVALID_PARAMETER
      And nothing has changed

      Examples:
        | creation | boundary        | issued                                                             |
        | static   | through NDIS    | the virtualization stack requests OID_NIC_SWITCH_ALLOCATE_VF with: |
        | static   | at the miniport | OID_NIC_SWITCH_ALLOCATE_VF reaches the PF miniport directly with:  |
        | dynamic  | through NDIS    | the virtualization stack requests OID_NIC_SWITCH_ALLOCATE_VF with: |
        | dynamic  | at the miniport | OID_NIC_SWITCH_ALLOCATE_VF reaches the PF miniport directly with:  |

    @rule:VF-ALLOC-22
    Scenario: A VF that is only reserved moves no traffic and takes no VPort
      Given an SR-IOV adapter "NIC1" with 4 VFs
      When the virtualization stack requests OID_NIC_SWITCH_CREATE_VPORT with:
        | member             | value |
        | AttachedFunctionId | VF 1  |
      Then it is refused with NDIS_STATUS_INVALID_PARAMETER
      And nothing has changed
      When "outside" sends a broadcast
      Then VF 1 counts 0 more frames in
      And the default VPort counts 1 more frame in

  Rule: What the virtualization stack asks for

    Background:
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the extensible switch "External" is bound to "NIC1"

    @rule:VF-ALLOC-05
    @rule:VF-ALLOC-06
    @rule:VF-ALLOC-08
    @rule:VF-ALLOC-34
    @needs:request-log
    Scenario: It names the partition, its adapter and its addresses, and only then creates the VPort
      When the partition is started:
        | partition | MAC address       | VLAN | path |
        | web       | 00-15-5D-00-00-01 | 10   | VF   |
      Then the most recent OID_NIC_SWITCH_ALLOCATE_VF carried:
        | member              | value             |
        | VMName              | web               |
        | VMFriendlyName      | web               |
        | NicName             | web               |
        | PermanentMacAddress | 00-15-5D-00-00-01 |
        | CurrentMacAddress   | 00-15-5D-00-00-01 |
      And these events happened in this order:
        | event                       | detail |
        | OID_NIC_SWITCH_ALLOCATE_VF  | web    |
        | OID_NIC_SWITCH_CREATE_VPORT |        |
      When the guest of "web" requests OID_802_3_PERMANENT_ADDRESS from its VF driver
      Then the answer has:
        | member  | value             |
        | Address | 00-15-5D-00-00-01 |
      When the guest of "web" requests OID_802_3_CURRENT_ADDRESS from its VF driver
      Then the answer has:
        | member  | value             |
        | Address | 00-15-5D-00-00-01 |

    @rule:VF-ALLOC-30
    @needs:request-log
    Scenario: For a partition that is not enabled for SR-IOV it allocates none
      When the partition is started:
        | partition | MAC address       | VLAN | path      |
        | legacy    | 00-15-5D-00-00-03 | 10   | synthetic |
      Then "legacy" holds no VF
      And the event "OID_NIC_SWITCH_ALLOCATE_VF" happened 0 times
      When the partition is started:
        | partition | MAC address       | VLAN | path |
        | web       | 00-15-5D-00-00-01 | 10   | VF   |
      Then the event "OID_NIC_SWITCH_ALLOCATE_VF" happened 1 time

    @rule:VF-ALLOC-32
    @rule:ISO-RID-02
    @needs:dma-observation
    @isolation
    Scenario: The Requester ID of the answer is the one that is mapped to the partition's memory, and it alone
      When the partition is started:
        | partition | MAC address       | VLAN | path |
        | web       | 00-15-5D-00-00-01 | 10   | VF   |
      Then the event "iommu-map" happened 1 time
      And these events happened in this order:
        | event                      | detail  |
        | OID_NIC_SWITCH_ALLOCATE_VF |         |
        | iommu-map                  | 01:10.0 |
      And the Routing ID of the VF of "web" is "01:10.0"
      And "web" and "outside" exchange frames

    @rule:VF-ALLOC-12
    @rule:ISO-PRIV-04
    @isolation
    Scenario: Only the driver that allocated a VF may free it, and does
      Given the driver "Other" is bound to the adapter
      And the driver "Other" allocates 1 VF
      When the virtualization stack requests OID_NIC_SWITCH_FREE_VF for VF 1
      Then NDIS refuses with NDIS_STATUS_FILE_NOT_FOUND
      And nothing has changed
      And VF 1 is allocated to "vm1"
      When the driver "Other" requests OID_NIC_SWITCH_FREE_VF for VF 1
      Then the request succeeds
      And VF 1 is not allocated
