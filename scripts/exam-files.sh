#!/usr/bin/env bash
# Writes files of items with programs of others into the folder var/exam-files, for `make fuzz` to begin with and to
# report on. The programs come from the Python package index; what they write is not kept in the repository.
set -euo pipefail
cd "$(dirname "$0")/.."

tools=var/exam-tools files=$PWD/var/exam-files
if ! [ -x "$tools/bin/qti-convert" ]; then
    rm -rf "$tools"
    python3 -m venv "$tools"
    "$tools/bin/pip" install --quiet --disable-pip-version-check \
        text2qti==0.8.0 qti-package-maker==26.7.14 moodle-questions==0.2.1 openpyxl==3.1.5 python-docx==1.2.0 \
        incept-qti-sdk==0.6.2 citolab-qti-convert==0.2.0
fi
rm -rf "$files"
mkdir -p "$files"
"$tools/bin/python" scripts/exam-files.py "$files"
cd "$files"
bin=$OLDPWD/$tools/bin
# QTI 1.2 as Canvas takes it: not supported, so it must be refused as such.
"$bin/text2qti" quiz.txt >/dev/null
# QTI 2.1 as Blackboard takes it, Aiken, and a Blackboard pool, which must be refused.
for format in blackboard_qti_v2_1 moodle_aiken blackboard_export_zip; do
    "$bin/bbq_converter.py" --quiet --allow-mixed --input bbq-example-questions.txt --format "$format" >/dev/null 2>&1 ||
        echo "exam-files: no file of the format $format" >&2
done
# The same package as QTI 3.0, by another program.
"$bin/qti-convert" upgrade qti21-example.zip qti3-example.zip
rm -f quiz.txt bbq-example-questions.txt
