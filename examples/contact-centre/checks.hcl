# Rules that the contact centre must meet once a plan is applied. callwright refuses a
# plan that breaks one of them.

# Somebody always answers a caller with water coming through the ceiling, and at once: teams
# that help after a while do not count.
check "emergencies_answered" {
  assert = alltrue([
    for q in queue.emergency : length(agents_serving(q, "voice", { max_delay = 0, max_priority = 1 })) >= 3
  ])
  message = "Home and travel emergencies need three people each who answer at once."
}

check "emergencies_open" {
  assert = alltrue([
    for q in queue.emergency : hours_open(q) == 7 * 24 && queue_status(q) == "enabled"
  ])
  message = "The emergency queues are open day and night."
}

# Access changes only in these files, so that somebody reviews it.
check "agents_change_no_access" {
  assert = alltrue([
    for u in user.agents : length(setintersection(permissions_of(u), ["SecurityProfiles.Edit", "Users.Edit"])) == 0
  ])
  message = "People in teams may not edit users or security profiles."
}

check "staff_takes_no_claims" {
  assert = alltrue([
    for u in user.staff : length([for q in queues_of(u) : q if endswith(q, "Claims")]) == 0
  ])
  message  = "People outside teams should not get claims."
  severity = "warning"
}
