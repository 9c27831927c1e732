using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Storage.Ledgers;

/// <summary>How a ledger lies in its partition: a row a look; behind them the log, a row for each transaction with the lines that were written in it; at last the version, the number
/// of the newest of them. Kinds of looks begin with a capital, so a range has the looks alone, and another the newer part of the log with the version.</summary>
internal static class LedgerRows
{
    public const string Line = "line";

    /// <summary>The row of the version, and the column in it. Its key is behind those of the log.</summary>
    public const string Version = "version";

    /// <summary>What the keys of the log begin with. Those of all looks are before it.</summary>
    public const string Log = "log";

    /// <summary>Beside the looks of a transaction stand its row of the log and the version.</summary>
    private const int MostLooks = TableLimits.BatchRows - 2;

    /// <summary>The lines of a transaction are one property of its row of the log, two bytes a character.</summary>
    private const int MostCharacters = TableLimits.PropertyBytes / sizeof(char);

    private const string More = "more";
    private const char Separator = '\n';

    public static string PartitionOf(TrialLedger ledger) => TableKey.Of(ledger.Market, ledger.DataFingerprint);

    // Keys of looks name hash, seed, model and regime, and may be longer than a row key; the line says which it is.
    public static string KeyOf(TrialLook look) => TableKey.Of(look.Kind.ToString(), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(look.Key))));

    public static string LogKey(long version) => TableKey.Of(Log, version.ToString("d19", CultureInfo.InvariantCulture));

    /// <summary>0 where there is none yet.</summary>
    public static long VersionOf(TableEntity? head) => head?.GetInt64(Version) ?? 0;

    /// <summary>What is written in one transaction each, with the lines of the looks.</summary>
    public static IEnumerable<IReadOnlyList<(TrialLook Look, string Line)>> Batches(TrialLedger seen)
    {
        List<(TrialLook, string)> batch = [];
        int characters = 0;
        foreach ((TrialLook look, string line) in seen.Looks.Zip(TrialLedgerText.Lines(seen).Skip(1)))
        {
            characters += line.Length + 1;
            if (batch.Count == MostLooks || (batch.Count > 0 && characters > MostCharacters))
            {
                yield return batch;
                batch = [];
                characters = line.Length + 1;
            }

            batch.Add((look, line));
        }

        if (batch.Count > 0) yield return batch;
    }

    /// <summary>Every row of the partition has a look in its column <see cref="Line"/>: a program of an earlier version joins them all, and finds what it would without the log.</summary>
    public static TableEntity LogRow(string partition, long version, IReadOnlyList<string> lines)
    {
        TableEntity row = new(partition, LogKey(version)) { [Line] = lines[0] };
        if (lines.Count > 1) row[More] = string.Join(Separator, lines.Skip(1));
        return row;
    }

    public static IEnumerable<string> LinesOf(TableEntity log) =>
        log.GetString(More) is { } more ? more.Split(Separator).Prepend(log.GetString(Line)) : [log.GetString(Line)];

    public static TableEntity VersionRow(string partition, long version, string line) => new(partition, Version) { [Version] = version, [Line] = line };
}
