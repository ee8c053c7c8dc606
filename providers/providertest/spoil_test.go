package providertest

import "testing"

// TestSpoil makes each change at one place of an answer.
func TestSpoil(t *testing.T) {
	t.Parallel()
	const body = `{"Users":[{"Id":"a","N":1},{"Id":"b"}],"NextToken":null}`
	for _, tt := range []struct {
		program []byte
		text    string
		want    string
	}{
		{[]byte{nullValue, 0, 1}, "", `{"Users":null,"NextToken":null}`},
		{[]byte{removeValue, 0, 3}, "", `{"Users":[{"N":1},{"Id":"b"}],"NextToken":null}`},
		{[]byte{removeValue, 0, 2}, "", `{"Users":[{"Id":"b"}],"NextToken":null}`},
		{[]byte{removeValue, 0, 0}, "", body},
		{[]byte{replaceValue, 0, 3}, `[1]`, `{"Users":[{"Id":[1],"N":1},{"Id":"b"}],"NextToken":null}`},
		{[]byte{replaceValue, 0, 3}, `x"`, `{"Users":[{"Id":"x\"","N":1},{"Id":"b"}],"NextToken":null}`},
		{[]byte{repeatBefore, 0, 3}, `0`, `{"Users":[{"Id":0,"Id":"a","N":1},{"Id":"b"}],"NextToken":null}`},
		{[]byte{repeatAfter, 0, 7}, `"t"`, `{"Users":[{"Id":"a","N":1},{"Id":"b"}],"NextToken":null,"NextToken":"t"}`},
		{[]byte{addMember, 0, 5}, `7`, `{"Users":[{"Id":"a","N":1},{"Id":"b","7":7}],"NextToken":null}`},
		{[]byte{hugeNumber, 0, 4}, "", `{"Users":[{"Id":"a","N":10000},{"Id":"b"}],"NextToken":null}`},
		{[]byte{emptyValue, 0, 1}, "", `{"Users":[],"NextToken":null}`},
		{[]byte{emptyValue, 0, 3}, "", `{"Users":[{"Id":"","N":1},{"Id":"b"}],"NextToken":null}`},
		{[]byte{otherType, 0, 1}, "", `{"Users":{},"NextToken":null}`},
		{[]byte{otherType, 0, 3}, "", `{"Users":[{"Id":0,"N":1},{"Id":"b"}],"NextToken":null}`},
		{[]byte{cutBody, 0, 9}, "", `{"Users":`},
		{[]byte{replaceBody, 0, 0}, "<html>", `<html>`},
		{[]byte{removeValue, 0, 3, removeValue, 0, 2}, "", `{"Users":[{"Id":"b"}],"NextToken":null}`},
	} {
		if got := string(Spoil([]byte(body), tt.program, tt.text)); got != tt.want {
			t.Errorf("Spoil(%v, %q) = %s, want %s", tt.program, tt.text, got, tt.want)
		}
	}
	if got := string(Spoil([]byte(`[1]`), []byte{nestValue, 0, 3}, "")); got != `[[[[1]]]]` {
		t.Errorf("nested: %s", got)
	}
	if got := string(Spoil([]byte(`[1]`), []byte{manyElements, 0, 4}, "")); got != `[1,1,1,1]` {
		t.Errorf("many: %s", got)
	}
}
