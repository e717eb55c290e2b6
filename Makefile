# Short names; `python3 start.py …` does the same where there is no make.
.PHONY: demo test
demo test:
	python3 start.py $@
