"""What the Python peers share: the made-up rows, and how a peer's CPU time is taken and told."""

import json
import statistics
import time

ROWS = 10_000

PARTICIPANT_HEAD = [
    "No", "Nama Lengkap", "NIK", "Tempat, Tanggal Lahir", "L/P", "Instansi", "Kabupaten/Kota", "Klaster", "No. HP", "Email", "NIP",
]


def participant(i):
    day, month, year = i % 28 + 1, i % 12 + 1, 1970 + i % 30
    return [
        i, f"Peserta Contoh {i:05}, S.I.Pust.", f"6372{i % 20 + 1:02}{day:02}{month:02}{year % 100:02}{i % 9000 + 1000}",
        f"Banjarbaru, {day:02}-{month:02}-{year}", "L" if i % 2 else "P", f"SMA Negeri {i % 40 + 1} Banjarbaru", "Kota Banjarbaru",
        "Layanan Dasar Perpustakaan", f"0812{i:08}", f"peserta{i}@contoh.example", f"{year}{month:02}{day:02}201001{1 + i % 2}001",
    ]


def candidate(i):
    """A row of the authority's workbook, columns A to S."""
    return [
        i, f"Peserta Contoh {i:05}", f"6372{i:012}", "Banjarbaru", "15/01/1990", "L" if i % 2 else "P",
        f"Jalan Contoh Nomor {i}, Banjarbaru", "6372", "63", f"+62812{i:08}", f"peserta{i}@contoh.example", "06", "12", "1234",
        "30/10/2025", "MET.000.003310 2022", "1", "99", "K" if i % 3 else "BK",
    ]


def tell(bench, peer, unit, work, rounds=3, scale=1):
    """Runs `work` a few times and prints the median of its CPU seconds, times `scale`, as one JSON line."""
    seconds = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        seconds.append(time.process_time() - start)
    value = statistics.median(seconds) * scale
    print(json.dumps({"bench": bench, "peer": peer, "unit": unit, "value": round(value, 4)}), flush=True)
