# Rules that the contact centre must meet once a plan is applied. callwright refuses a
# plan that breaks one of them.

# Somebody always answers a caller with water coming through the ceiling.
check "emergencies_answered" {
  assert = alltrue([
    for q in queue.emergency : length(agents_serving(q, "voice")) >= 3
  ])
  message = "Home and travel emergencies need three people each on the telephone."
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
