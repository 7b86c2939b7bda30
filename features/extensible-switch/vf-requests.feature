@driver
@needs:oid-boundary
Feature: Attaching and detaching a VF takes the documented requests in the documented order

  Rule: The adapter serves an extensible switch or TCP/IP, and starts anew when that changes

    @rule:XSW-IOV-03
    @needs:request-log
    Scenario: Binding to a switch and leaving it halts and initializes the miniport, and no VF survives
      Given an SR-IOV adapter "NIC1" with 4 VFs
      Then the event "miniport-initialize" happened 1 time
      When the extensible switch "External" is bound to "NIC1"
      Then the event "miniport-halt" happened 1 time
      And the event "miniport-initialize" happened 2 times
      Given these partitions are running:
        | partition | MAC address       | path |
        | web       | 00-15-5D-00-00-01 | VF   |
      When the extensible switch "External" is deleted
      Then the event "miniport-halt" happened 2 times
      And the event "miniport-initialize" happened 3 times
      And exactly 0 partitions hold a VF
      And VF 1 is not allocated

    @rule:XSW-IOV-05
    @needs:request-log
    Scenario: On binding NDIS itself creates the one NIC switch
      Given an SR-IOV adapter "NIC1" whose PF driver is not loaded
      When NDIS has the PF driver "initialized"
      Then the event "OID_NIC_SWITCH_CREATE_SWITCH" happened 1 time
      And the NIC switch exists
      And these events happened in this order:
        | event                        | detail |
        | OID_NIC_SWITCH_CREATE_SWITCH | "ndis" |

    @rule:XSW-IOV-05
    Scenario Outline: <issuer> cannot create a NIC switch
      Given an SR-IOV adapter "NIC1" whose PF driver has no NIC switch yet
      And the driver "Other" is bound to the adapter
      When <issuer> requests OID_NIC_SWITCH_CREATE_SWITCH with:
        | member     | value                     |
        | SwitchType | NdisNicSwitchTypeExternal |
        | SwitchId   | 0                         |
        | NumVFs     | 4                         |
      Then NDIS refuses with NDIS_STATUS_NOT_SUPPORTED
      And nothing has changed
      And there is no NIC switch

      Examples:
        | issuer                   |
        | the driver "Other"       |
        | the virtualization stack |

    @rule:XSW-IOV-06
    Scenario Outline: The NIC switch of an adapter is one, has number 0 and is external: <what>
      Given an SR-IOV adapter "NIC1" whose PF driver has no NIC switch yet
      When NDIS requests OID_NIC_SWITCH_CREATE_SWITCH with:
        | member     | value  |
        | SwitchType | <type> |
        | SwitchId   | <id>   |
        | NumVFs     | 4      |
      Then it is refused
      And nothing has changed

      Examples:
        | what         | id | type                      |
        | a second id  | 1  | NdisNicSwitchTypeExternal |
        | another type | 0  | NdisNicSwitchTypeInternal |

    @rule:XSW-IOV-06
    @rule:XSW-IOV-07
    Scenario: The external NIC switch with number 0 is created, and then VFs and VPorts are
      Given an SR-IOV adapter "NIC1" whose PF driver has no NIC switch yet
      When NDIS requests OID_NIC_SWITCH_CREATE_SWITCH with:
        | member     | value                     |
        | SwitchType | NdisNicSwitchTypeExternal |
        | SwitchId   | 0                         |
        | NumVFs     | 4                         |
      Then the request succeeds
      When the virtualization stack allocates 1 VFs
      Then the request succeeds
      When the virtualization stack creates 1 VPort on the PF with 1 queue pair
      Then the request succeeds

    @rule:XSW-IOV-06
    Scenario: A second NIC switch is refused
      Given an SR-IOV adapter "NIC1" with 4 VFs
      When NDIS requests OID_NIC_SWITCH_CREATE_SWITCH with:
        | member     | value                     |
        | SwitchType | NdisNicSwitchTypeExternal |
        | SwitchId   | 0                         |
        | NumVFs     | 4                         |
      Then it is refused
      And nothing has changed
      And the NIC switch exists

    @rule:XSW-IOV-07
    Scenario Outline: Before the NIC switch exists <request> fails
      Given an SR-IOV adapter "NIC1" whose PF driver has no NIC switch yet
      When <request>
      Then it is refused
      And nothing has changed

      Examples:
        | request                                                              |
        | the virtualization stack allocates 1 VFs                             |
        | the virtualization stack creates 1 VPort on the PF with 1 queue pair |

    @rule:XSW-IOV-08
    @rule:XSW-IOV-47
    @needs:request-log
    Scenario: VFs, VPorts and filters are gone before the NIC switch is deleted and the miniport halts
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the extensible switch "External" is bound to "NIC1"
      And these partitions are running:
        | partition | MAC address       | path |
        | web       | 00-15-5D-00-00-01 | VF   |
        | db        | 00-15-5D-00-00-02 | VF   |
      When the extensible switch "External" is deleted
      Then these events happened in this order:
        | event                        | where    | detail             |
        | nic-updated                  | External | "VFAssigned":true  |
        | nic-updated                  | External | "VFAssigned":true  |
        | nic-updated                  | External | "VFAssigned":false |
        | OID_NIC_SWITCH_DELETE_VPORT  | NIC1     |                    |
        | OID_NIC_SWITCH_FREE_VF       | NIC1     |                    |
        | nic-updated                  | External | "VFAssigned":false |
        | OID_NIC_SWITCH_DELETE_VPORT  | NIC1     |                    |
        | OID_NIC_SWITCH_FREE_VF       | NIC1     |                    |
        | OID_SWITCH_NIC_DELETE        | External | "nicIndex":1       |
        | OID_NIC_SWITCH_DELETE_SWITCH | NIC1     |                    |
        | miniport-halt                | NIC1     |                    |

    @rule:XSW-IOV-04
    Scenario Outline: With <keyword> = <value> there is no NIC switch and every VM stays on the synthetic path
      Given an SR-IOV adapter "NIC1" with these settings:
        | setting   | value   |
        | <keyword> | <value> |
      And the extensible switch "External" is bound to "NIC1"
      And these partitions are running:
        | partition | MAC address       | weight |
        | web       | 00-15-5D-00-00-01 | 100    |
        | db        | 00-15-5D-00-00-02 | 100    |
      Then there is no NIC switch
      And exactly 0 partitions hold a VF
      And "web" and "db" exchange frames
      And "web" and "outside" exchange frames

      Examples:
        | keyword         | value |
        | *SRIOV          | 0     |
        | *SriovPreferred | 0     |

    @rule:XSW-IOV-04
    Scenario: With both keywords set the switch exists and VMs get VFs
      Given an SR-IOV adapter "NIC1" with these settings:
        | setting         | value |
        | *SRIOV          | 1     |
        | *SriovPreferred | 1     |
      And the extensible switch "External" is bound to "NIC1"
      And these partitions are running:
        | partition | MAC address       | weight |
        | web       | 00-15-5D-00-00-01 | 100    |
      Then the NIC switch exists
      And "web" uses the VF path

  Rule: A VM starts on the synthetic path and moves step by step

    Background:
      Given an SR-IOV adapter "NIC1" with 4 VFs
      And the extensible switch "External" is bound to "NIC1"

    @rule:XSW-IOV-09
    @rule:XSW-IOV-29
    @rule:XSW-IOV-14
    @rule:XSW-OFFLOAD-01
    @needs:request-log
    Scenario: The requests of an attachment, from the first synthetic frame to the data path
      When the partition is started:
        | partition | MAC address       | VLAN | weight |
        | web       | 00-15-5D-00-00-01 | 10   | 100    |
      Then these events happened in this order:
        | event                          | where    | detail            |
        | OID_NIC_SWITCH_CREATE_SWITCH   | NIC1     |                   |
        | OID_SWITCH_NIC_CONNECT         | External |                   |
        | OID_RECEIVE_FILTER_SET_FILTER  | NIC1     | "VPortId":0       |
        | OID_NIC_SWITCH_ALLOCATE_VF     | NIC1     |                   |
        | OID_NIC_SWITCH_CREATE_VPORT    | NIC1     |                   |
        | OID_RECEIVE_FILTER_MOVE_FILTER | NIC1     | "SourceVPortId":0 |
        | pnp-arrival                    | web      |                   |
        | nic-updated                    | External | "VFAssigned":true |
        | vf-miniport-initialize         | web      |                   |
        | netvsc-bind                    | web      |                   |
        | vf-packet-filter               | web      |                   |
        | data-path                      | web      |                   |
      And the event "OID_NIC_SWITCH_ALLOCATE_VF" happened 1 time
      And "web" uses the VF path
      And the filter of "web" is on the VPort of "web"

    @rule:XSW-IOV-09
    @rule:XSW-IOV-10
    @rule:XSW-OFFLOAD-01
    @needs:request-log
    Scenario: For a port with weight 0 no VF is ever asked for
      When the partition is started:
        | partition | MAC address       | VLAN | weight |
        | web       | 00-15-5D-00-00-01 | 10   | 0      |
      Then the When did not cause the event "OID_NIC_SWITCH_ALLOCATE_VF"
      And the filter of "web" is on the default VPort

    @rule:XSW-IOV-30
    @rule:XSW-IOV-14
    @rule:XSW-OFFLOAD-14
    @needs:request-log
    Scenario: The requests of a detachment
      Given these partitions are running:
        | partition | MAC address       | VLAN | path |
        | web       | 00-15-5D-00-00-01 | 10   | VF   |
      When the VF of "web" is detached
      Then these events happened in this order:
        | event                          | where    | detail             |
        | OID_RECEIVE_FILTER_MOVE_FILTER | NIC1     | "DestVPortId":0    |
        | pnp-removal                    | web      |                    |
        | nic-updated                    | External | "VFAssigned":false |
        | OID_NIC_SWITCH_DELETE_VPORT    | NIC1     |                    |
        | OID_SRIOV_RESET_VF             | NIC1     |                    |
        | OID_NIC_SWITCH_FREE_VF         | NIC1     |                    |
      And the filter of "web" is on the default VPort
      And the When did not cause the event "OID_RECEIVE_FILTER_CLEAR_FILTER"

    @rule:XSW-IOV-32
    @needs:request-log
    Scenario: The VF is allocated in the name of the VM, its adapter and its addresses
      Given the capture extension "Sniffer" is installed on "External"
      And the extension "Sniffer" is turned on
      When the partition is started:
        | partition | MAC address       | VLAN | weight |
        | web       | 00-15-5D-00-00-01 | 10   | 100    |
      Then the most recent OID_NIC_SWITCH_ALLOCATE_VF carried:
        | member              | value             |
        | VMName              | web               |
        | NicName             | web               |
        | PermanentMacAddress | 00-15-5D-00-00-01 |
        | CurrentMacAddress   | 00-15-5D-00-00-01 |
      When the extension "Sniffer" queries OID_SWITCH_NIC_ARRAY
      Then the answer lists an element with:
        | member              | value             |
        | NicName             | web               |
        | PermanentMacAddress | 00-15-5D-00-00-01 |
        | CurrentMacAddress   | 00-15-5D-00-00-01 |
        | VFAssigned          | TRUE              |

    @rule:XSW-IOV-11
    @needs:request-log
    Scenario Outline: A port that asks for <wanted> queue pairs gets a VPort with <count>
      When the partition is started:
        | partition | MAC address       | weight | queue pairs |
        | web       | 00-15-5D-00-00-01 | 100    | <wanted>    |
      Then the most recent OID_NIC_SWITCH_CREATE_VPORT carried:
        | member        | value   |
        | NumQueuePairs | <count> |
      And the VPort of "web" has <count> queue pairs

      Examples:
        | wanted | count |
        | 1      | 1     |
        | 2      | 2     |
        | 4      | 4     |

    @rule:XSW-IOV-33
    Scenario: Only the driver that allocated a VF can free it
      Given these partitions are running:
        | partition | MAC address       | path      |
        | web       | 00-15-5D-00-00-01 | synthetic |
      And a VF is attached to "web" as far as state ALLOCATED
      And the driver "Other" is bound to the adapter
      When the driver "Other" requests OID_NIC_SWITCH_FREE_VF for VF 1
      Then it is refused
      And nothing has changed
      When the virtualization stack requests OID_NIC_SWITCH_FREE_VF for VF 1
      Then the request succeeds
      And VF 1 is not allocated

    @rule:XSW-IOV-34
    @isolation
    @needs:hostile-guest
    Scenario: Every VF has a requester id of its own, and the IOMMU keeps it to its partition
      Given these partitions are running:
        | partition | MAC address       | path |
        | web       | 00-15-5D-00-00-01 | VF   |
        | db        | 00-15-5D-00-00-02 | VF   |
      And "outside" and "web" exchange frames
      And the guest of "web" points its receive ring at the memory of "db"
      When "outside" sends a frame to "web"
      Then the frame is dropped because of "iommu fault"
      And the IOMMU recorded a fault of the VF of "web"
      And the IOMMU recorded no fault of the VF of "db"
      And no byte of the memory of "db" was written by others
      And "db" and "outside" exchange frames

    @rule:XSW-IOV-46
    Scenario: A guest cannot steer frames itself
      Given these partitions are running:
        | partition | MAC address       | path |
        | web       | 00-15-5D-00-00-01 | VF   |
      When the guest of "web" requests OID_RECEIVE_FILTER_SET_FILTER from its VF driver
      Then it is refused with NDIS_STATUS_NOT_SUPPORTED
      And nothing has changed
