package fleet

import "slices"

// Order returns the order in which one process works on environments, so that as many budgets as
// possible are used at the same time: the first environment of each budget, then the second of
// each, and so on. Budgets has the budget of each environment.
//
// For example, the budgets a, a, a, b, b, c have the order 0, 3, 5, 1, 4, 2.
func Order(budgets []string) []int {
	turn, turns := map[string]int{}, make([]int, len(budgets))
	order := make([]int, len(budgets))
	for i, b := range budgets {
		turns[i] = turn[b]
		turn[b]++
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return turns[i] - turns[j] })
	return order
}
