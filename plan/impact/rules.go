package impact

// A rule says what it finds in a situation. A new refusal, warning or notice is one
// function and one line here.
type rule = func(*situation) []finding

// rulesOfChanges look at the changes of a plan alone.
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
	namesOfRecurringOverrides,
	tooManyDeletions,
	reusable,
	setAside,
	forgotten,
	stillDisabled,
	undescribed,
}

// rulesOfOutcome look at the state that a plan leads to, too.
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
	leftAlone,
}
