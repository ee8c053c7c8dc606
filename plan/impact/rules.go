package impact

// A rule returns what it finds in a situation. To add a refusal, a warning or a notice, write
// one function and add one line here.
type rule = func(*situation) []finding

// rulesOfChanges look only at changes, so they also judge a plan that has no outcome.
var rulesOfChanges = []rule{
	missingAttributes,
	newerRecords,
	takenOver,
	replacements,
	protectedObjects,
	deleteBlocks,
	leftOut,
	otherStacks,
	roomForRecords,
	unknownNames,
	danglingNames,
	admitted,
	emailsWithSingleSignOn,
	namesOfOtherOverrides,
	removedRules,
	tooManyDeletions,
	reusable,
	setAside,
	forgotten,
	looksRenamed,
	adopted,
	moved,
	stillDisabled,
	undescribed,
}

// rulesOfOutcome also look at the state after the plan. For example, lockout looks whether any
// user can still edit users then.
var rulesOfOutcome = []rule{
	deletedInUse,
	fitting,
	almostEqualNames,
	opposed,
	quotas,
	protectedUsers,
	connectPathLockout,
	defaultGroup,
	shownQueues,
	openDefault,
	unknownPermissions,
	escalation,
	lockout,
	adminShrinks,
	checks,
	unusableTraffic,
	leftAlone,
}
