package main

import (
	"encoding/csv"
	"strings"
	"testing"
)

// TestParsePasswords checks the message for each mistake in a file of passwords, and that
// no message contains a password.
func TestParsePasswords(t *testing.T) {
	t.Parallel()
	if got, _ := parsePasswords("p.csv", []byte("\ufefflast name,password,user login\nL,Passw0rd,ada\n")); got["ada"] != "Passw0rd" {
		t.Error("the file of the console gives ada another password")
	}
	for _, test := range []struct{ name, text, want string }{
		{"a good one", "username,password\nada,Passw0rd\nbob,\"Pass,w0rd\"\n", ""},
		{"none", "username,password\n", ""},
		{"a byte order mark", "\ufeffusername,password\nada,Passw0rd\n", ""},
		{"a byte order mark before a quote", "\ufeff\"username\",\"password\"\nada,Passw0rd\n", ""},
		{"lines of Windows", "username,password\r\nada,Passw0rd\r\n", ""},
		{"the console's file", "first name,last name,email address,password,user login,routing profile name\nAda,L,a@example.com,Passw0rd,ada,Basic\n", ""},
		{"semicolons", "Username;Password\nada;Pass,w0rd\n", ""},
		{"UTF-16", "\xff\xfeu\x00s\x00e\x00r\x00n\x00a\x00m\x00e\x00\t\x00p\x00a\x00s\x00s\x00w\x00o\x00r\x00d\x00\n\x00", ""},
		{"the encoding of Windows", "username,password\nada,Passw0rd\xe9\n", "line 2 of p.csv is not UTF-8. Save the file as UTF-8"},
		{"lines of an old Mac", "username,password\rada,Passw0rd\r", ""},
		{"spaces at the ends", "username , password\n ada,Passw0rd \n", ""},
		{"rows of commas at the end", "username,password\nada,Passw0rd\n,,,\n", ""},
		{"no username", "username,password\n,Passw0rd\n", "line 2 of p.csv: the line has a password, but no username"},
		{"both names of the column", "username,user login,password\na,b,Passw0rd\n", "the first line of p.csv must be username,password"},
		{"an empty file", "", "there is nothing in p.csv: its first line must name the columns"},
		{"no header", "ada,Passw0rd\n", "the first line of p.csv must be username,password"},
		{"too short", "username,password\nada,Pass0\n", "line 2 of p.csv: the password must have 8 to 64 characters"},
		{"too long", "username,password\nada,Pass0" + strings.Repeat("x", 60) + "\n", "8 to 64"},
		{"no digit", "username,password\nada,Password\n", "line 2 of p.csv: the password must have a lower-case letter, an upper-case letter and a digit"},
		{"no capital", "username,password\nada,passw0rd\n", "an upper-case letter"},
		{"a letter of another alphabet", "username,password\nada,passw0rdÉ\n", "an upper-case letter"},
		{"a space", "username,password\nada,Pass w0rd\n", "cannot contain a space"},
		{"a comma", "username,password\nada,Pass,w0rd\n", "line 2 of p.csv has 3 cells, but its first line names 2 columns. If a cell contains a comma, put it in quotes"},
		{"twice", "username,password\nada,Passw0rd\nada,Passw0rd2\n", `line 3 of p.csv: duplicate username "ada"`},
		{"an open quote", "username,password\nada,\"Passw0rd\nbob,Passw0rd\n", "the row that begins on line 2 of p.csv has a quote (\") that is not closed"},
		{"two slips", "username,password\nada,Pass0\nbob,Password\n", "line 3 of p.csv: the password"},
	} {
		got, err := parsePasswords("p.csv", []byte(test.text))
		text := ""
		if err != nil {
			text = err.Error()
		}
		if test.want == "" && (err != nil || len(got) != strings.Count(test.text, "w0rd")) || !strings.Contains(text, test.want) {
			t.Errorf("%s: %d passwords, %q, want %q", test.name, len(got), text, test.want)
		}
		if strings.Contains(strings.ToLower(text), "pass0") || strings.Contains(strings.ToLower(text), "w0rd") {
			t.Errorf("%s: the message has a password: %q", test.name, text)
		}
	}
}

// FuzzPasswords reads any file as one of passwords, and files with any two passwords. No
// message has a password.
func FuzzPasswords(f *testing.F) {
	f.Add("\ufeffusername,password\nada,s3cretWord\n", "s3cretWord", "Pa55word,")
	f.Add("user login;password\nada;s3cretWord", "short", "\"quoted\"")
	f.Add("username,password\nada,\"s3cretWord\n", "line\nbreak", "")
	f.Fuzz(func(t *testing.T, text, first, second string) {
		passwords, _ := parsePasswords("p.csv", []byte(text))
		for username, password := range passwords {
			if username == "" || len(password) < 8 {
				t.Errorf("the user %q has the password %q", username, password)
			}
		}
		var file strings.Builder
		w := csv.NewWriter(&file)
		_ = w.WriteAll([][]string{{"username", "password"}, {"u1", first}, {"u2", second}, {"u2", first}})
		_, err := parsePasswords("p.csv", []byte(file.String()))
		for _, password := range []string{first, second} {
			if err != nil && len(password) > 3 && !strings.Contains(wordsOfMessages, password) && strings.Contains(err.Error(), password) {
				t.Errorf("the message has a password: %v", err)
			}
		}
	})
}

// wordsOfMessages are the messages of this file, which may have the letters of a password.
const wordsOfMessages = `line 2 of p.csv: the password must have 8 to 64 characters; line 3 of p.csv: the password must have a lower-case letter, an upper-case letter and a digit; line 4 of p.csv: the password cannot contain a space; line 4 of p.csv: duplicate username "u2"; line 2 of p.csv: the password cannot contain a space; line 3 of p.csv: the password must have 8 to 64 characters; line 2 of p.csv has a quote (\") in a cell that is not closed, or text after a closing one; line 3 of p.csv has 3 cells, but its first line names 2 columns. If a cell contains a comma, put it in quotes: "Sales, Gold"`
