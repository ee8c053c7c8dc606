package sim

// A handler answers one operation in a transaction. The model has checked the
// request, and keeps of the answer what the operation declares.
type handler func(t *tx, operation string, in members) (members, error)

// An action is a handler and what it does: whether it writes, and whether what
// it reads may lag behind what was written.
type action struct {
	handler
	writes, lags bool
}

func reads(h handler) action    { return action{handler: h} }
func searches(h handler) action { return action{handler: h, lags: true} }
func writes(h handler) action   { return action{handler: h, writes: true} }

// actions has a handler for each operation of the model.
var actions = map[string]action{
	"DescribeInstance":          reads(describe(instances)),
	"DescribeInstanceAttribute": reads(describeInstanceAttribute),
	"ListInstances":             reads(listInstances),

	"CreateHoursOfOperation":   writes(create(hours, "Name", "Description", "TimeZone", "Config", "ParentHoursOfOperationConfigs")),
	"DescribeHoursOfOperation": reads(describe(hours)),
	"UpdateHoursOfOperation":   writes(update(hours, "Name", "Description", "TimeZone", "Config")),
	"DeleteHoursOfOperation":   writes(deleteHours),
	"ListHoursOfOperations":    reads(listing("HoursOfOperationSummaryList", hours)),
	"SearchHoursOfOperations":  searches(searching("HoursOfOperations", hoursFields, nil, hours)),

	"CreateHoursOfOperationOverride":   writes(createOverride),
	"DescribeHoursOfOperationOverride": reads(describeOverride),
	"UpdateHoursOfOperationOverride":   writes(updateOverride),
	"DeleteHoursOfOperationOverride":   writes(deleteOverride),
	"ListHoursOfOperationOverrides":    reads(listOverrides),
	"SearchHoursOfOperationOverrides":  searches(searching("HoursOfOperationOverrides", overrideFields, nil, overrides)),
	"AssociateHoursOfOperations":       writes(changeParents(givenParents, withQuicks)),
	"DisassociateHoursOfOperations":    writes(changeParents(droppedParents, withoutQuicks)),

	"CreateQueue": writes(withQuickIDs(create(queues, "Name", "Description", "OutboundCallerConfig", "OutboundEmailConfig",
		"HoursOfOperationId", "MaxContacts", queueQuicks, "EmailAddressesConfig"))),
	"DescribeQueue":                   reads(describe(queues)),
	"UpdateQueueName":                 writes(needingOne(update(queues, "Name", "Description"), "Name", "Description")),
	"UpdateQueueHoursOfOperation":     writes(update(queues, "HoursOfOperationId")),
	"UpdateQueueMaxContacts":          writes(update(queues, "MaxContacts")),
	"UpdateQueueOutboundCallerConfig": writes(update(queues, "OutboundCallerConfig")),
	"UpdateQueueStatus":               writes(update(queues, "Status")),
	"DeleteQueue":                     writes(remove(queues)),
	"ListQueues":                      reads(listQueues),
	"SearchQueues":                    searches(searching("Queues", queueFields, nil, queues)),

	"CreatePredefinedAttribute":   writes(create(attributes, "Name", "Values", "Purposes", "AttributeConfiguration")),
	"DescribePredefinedAttribute": reads(describe(attributes)),
	"UpdatePredefinedAttribute":   writes(changing(attributes, updateAttribute)),
	"DeletePredefinedAttribute":   writes(changeable(remove(attributes))),
	"ListPredefinedAttributes":    reads(listing("PredefinedAttributeSummaryList", attributes)),
	"SearchPredefinedAttributes":  searches(searching("PredefinedAttributes", attributeFields, nil, attributes)),

	"AssociateQueueQuickConnects":    writes(changeQuicks(withQuicks)),
	"DisassociateQueueQuickConnects": writes(changeQuicks(withoutQuicks)),
	"ListQueueQuickConnects":         reads(listQuicks),

	"CreateQuickConnect":       writes(create(quickConnects, "Name", "Description", "QuickConnectConfig")),
	"DescribeQuickConnect":     reads(describe(quickConnects)),
	"UpdateQuickConnectName":   writes(needingOne(update(quickConnects, "Name", "Description"), "Name", "Description")),
	"UpdateQuickConnectConfig": writes(update(quickConnects, "QuickConnectConfig")),
	"DeleteQuickConnect":       writes(deleteQuickConnect),
	"ListQuickConnects":        reads(listQuickConnects),
	"SearchQuickConnects":      searches(searching("QuickConnects", quickConnectFields, nil, quickConnects)),

	"ListContactFlows":    reads(listFlows),
	"DescribeContactFlow": reads(describe(flows)),
	"ListPhoneNumbersV2":  reads(listNumbers),

	"DescribeUserHierarchyStructure": reads(describeStructure),
	"UpdateUserHierarchyStructure":   writes(updateStructure),
	"CreateUserHierarchyGroup":       writes(create(groups, "Name", "ParentGroupId")),
	"DescribeUserHierarchyGroup":     reads(describe(groups)),
	"UpdateUserHierarchyGroupName":   writes(update(groups, "Name")),
	"DeleteUserHierarchyGroup":       writes(remove(groups)),
	"ListUserHierarchyGroups":        reads(listing("UserHierarchyGroupSummaryList", groups)),
	"SearchUserHierarchyGroups":      searches(searching("UserHierarchyGroups", groupFields, nil, groups, root)),

	"CreateSecurityProfile":           writes(create(securityProfiles, append([]string{"SecurityProfileName"}, securityMembers...)...)),
	"DescribeSecurityProfile":         reads(describe(securityProfiles)),
	"UpdateSecurityProfile":           writes(update(securityProfiles, securityMembers...)),
	"DeleteSecurityProfile":           writes(deleteSecurityProfile),
	"ListSecurityProfiles":            reads(listing("SecurityProfileSummaryList", securityProfiles)),
	"SearchSecurityProfiles":          searches(searching("SecurityProfiles", securityFields, nil, securityProfiles)),
	"ListSecurityProfilePermissions":  reads(listPermissions),
	"ListSecurityProfileApplications": reads(listApplications),

	"CreateRoutingProfile": writes(create(routingProfiles, "Name", "Description", "DefaultOutboundQueueId", "QueueConfigs",
		"ManualAssignmentQueueConfigs", "MediaConcurrencies", "AgentAvailabilityTimer")),
	"DescribeRoutingProfile":                     reads(describe(routingProfiles)),
	"UpdateRoutingProfileName":                   writes(needingOne(update(routingProfiles, "Name", "Description"), "Name", "Description")),
	"UpdateRoutingProfileConcurrency":            writes(update(routingProfiles, "MediaConcurrencies")),
	"UpdateRoutingProfileDefaultOutboundQueue":   writes(update(routingProfiles, "DefaultOutboundQueueId")),
	"UpdateRoutingProfileAgentAvailabilityTimer": writes(update(routingProfiles, "AgentAvailabilityTimer")),
	"UpdateRoutingProfileQueues":                 writes(changeRows(updateRows)),
	"AssociateRoutingProfileQueues":              writes(changeRows(associateRows)),
	"DisassociateRoutingProfileQueues":           writes(changeRows(disassociateRows)),
	"ListRoutingProfileQueues":                   reads(listRows(queueRows, "RoutingProfileQueueConfigSummaryList")),
	"ListRoutingProfileManualAssignmentQueues":   reads(listRows(manualRows, "RoutingProfileManualAssignmentQueueConfigSummaryList")),
	"ListRoutingProfiles":                        reads(listing("RoutingProfileSummaryList", routingProfiles)),
	"SearchRoutingProfiles":                      searches(searching("RoutingProfiles", routingFields, foundRoutingProfile, routingProfiles)),
	"DeleteRoutingProfile":                       writes(remove(routingProfiles)),

	"CreateUser": writes(create(users, "Username", "IdentityInfo", "DirectoryUserId", "SecurityProfileIds",
		"RoutingProfileId", "HierarchyGroupId")),
	"DescribeUser":                  reads(describe(users)),
	"UpdateUserIdentityInfo":        writes(changing(users, updateIdentity)),
	"UpdateUserPhoneConfig":         writes(changing(users, updatePhone)),
	"UpdateUserConfig":              writes(changing(users, updateChannels)),
	"UpdateUserRoutingProfile":      writes(update(users, "RoutingProfileId")),
	"UpdateUserSecurityProfiles":    writes(update(users, "SecurityProfileIds")),
	"UpdateUserHierarchy":           writes(changing(users, updateHierarchy)),
	"DeleteUser":                    writes(remove(users)),
	"AssociateUserProficiencies":    writes(changeProficiencies(associateProficiency)),
	"UpdateUserProficiencies":       writes(changeProficiencies(updateProficiency)),
	"DisassociateUserProficiencies": writes(changeProficiencies(disassociateProficiency)),
	"ListUserProficiencies":         reads(listProficiencies),
	"ListUsers":                     reads(listing("UserSummaryList", users)),
	"SearchUsers":                   searches(searching("Users", userFields, foundUser, users)),

	"CreateAgentStatus":   writes(create(statuses, "Name", "Description", "State", "DisplayOrder")),
	"DescribeAgentStatus": reads(describe(statuses)),
	"UpdateAgentStatus":   writes(changing(statuses, updateStatus)),
	"ListAgentStatuses":   reads(listStatuses),
	"SearchAgentStatuses": searches(searching("AgentStatuses", statusFields, nil, statuses)),

	"TagResource":         writes(tagResource),
	"UntagResource":       writes(untagResource),
	"ListTagsForResource": reads(listTags),
}

// create stores an object with the named members of the request, and answers
// its id and ARN.
func create(k *kind, names ...string) handler {
	return func(t *tx, _ string, in members) (members, error) {
		o := &object{kind: k, body: members{}, tags: sub(in, "Tags")}
		take(o.body, in, names...)
		if k.born != nil {
			if err := k.born(t, o, in); err != nil {
				return nil, err
			}
		}
		if err := t.create(o); err != nil {
			return nil, err
		}
		return t.base(o), nil
	}
}

// describe answers everything about an object.
func describe(k *kind) handler {
	return func(t *tx, _ string, in members) (members, error) {
		o, err := t.find(k, text(in, k.id))
		if err != nil {
			return nil, err
		}
		v, err := t.full(o)
		return members{k.view: v}, err
	}
}

// update sets the named members of an object that the request has; the others
// stay as they are.
func update(k *kind, names ...string) handler {
	return changing(k, func(_ *tx, o *object, in members) error {
		take(o.body, in, names...)
		return nil
	})
}

// changing lets change alter an object, and stores it.
func changing(k *kind, change func(t *tx, o *object, in members) error) handler {
	return func(t *tx, _ string, in members) (members, error) {
		o, err := t.find(k, text(in, k.id))
		if err != nil {
			return nil, err
		}
		if err := change(t, o, in); err != nil {
			return nil, err
		}
		return nil, t.save(o)
	}
}

// needingOne refuses a request that has none of the named members ("At least
// Name or Description must be provided", UpdateQueueName).
func needingOne(h handler, names ...string) handler {
	return func(t *tx, operation string, in members) (members, error) {
		for _, n := range names {
			if has(in, n) {
				return h(t, operation, in)
			}
		}
		return nil, invalid("At least one of %v must be provided.", names)
	}
}

// remove deletes an object that nothing refers to.
func remove(k *kind) handler {
	return func(t *tx, _ string, in members) (members, error) {
		o, err := t.find(k, text(in, k.id))
		if err != nil {
			return nil, err
		}
		return nil, t.delete(o)
	}
}

// listing answers a page of the summaries of all objects of some kinds.
func listing(as string, of ...*kind) handler {
	return func(t *tx, operation string, in members) (members, error) {
		return t.summaries(operation, in, as, selection{of, always})
	}
}

func (t *tx) summaries(operation string, in members, as string, s selection) (members, error) {
	page, next, err := t.page(operation, in, s)
	if err != nil {
		return nil, err
	}
	out := make([]any, len(page))
	for i, o := range page {
		out[i] = t.base(o)
	}
	return paged(members{as: out}, next), nil
}

// searching answers a page of the objects of some kinds that fit the request's
// criteria. The found function changes an object's description to what Search
// says of it, where that is not what Describe says; it may be nil.
func searching(as string, fields map[string]field, found func(members), of ...*kind) handler {
	return func(t *tx, operation string, in members) (members, error) {
		where, err := t.search(fields, in)
		if err != nil {
			return nil, err
		}
		page, next, total, err := t.pageAndTotal(operation, in, selection{of, where})
		if err != nil {
			return nil, err
		}
		out := make([]any, len(page))
		for i, o := range page {
			v, err := t.full(o)
			if err != nil {
				return nil, err
			}
			if found != nil {
				found(v)
			}
			out[i] = v
		}
		return paged(members{as: out, "ApproximateTotalCount": total}, next), nil
	}
}
