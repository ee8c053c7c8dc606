# What has to hold of the contact centre once a plan is applied. A plan that breaks
# one of these is shown, and refused.

# Somebody with water coming through the ceiling is always answered.
check "emergencies_answered" {
  assert = alltrue([
    for q in queue.emergency : length(agents_serving(q, "voice")) >= 3
  ])
  message = "Home and travel emergencies need three people each on the telephone."
}

# Changes to access are made in these files, and reviewed.
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
