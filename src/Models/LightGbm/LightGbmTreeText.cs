using System.Buffers.Text;
using System.Text;
using ServerlessTraining.Domain;

namespace ServerlessTraining.Models.LightGbm;

/// <summary>One tree of LightGBM's model text, line by line in the order in which LightGBM writes them.</summary>
internal ref struct LightGbmTreeText(ReadOnlySpan<byte> text, int number)
{
    // Bit 0 of a decision is that of categories, which no model of this product has; the others are the default side and what counts as missing.
    private const int MostDecision = 15;
    private const int Categorical = 1;
    private ReadOnlySpan<byte> rest = text;

    public LightGbmTree Read(int lastFeature)
    {
        _ = Line("Tree"u8);
        int leaves = WholeNumber(Line("num_leaves"u8), 1, int.MaxValue);
        int splits = leaves - 1;
        _ = WholeNumber(Line("num_cat"u8), 0, 0);
        int[] features = WholeNumbers("split_feature"u8, splits, 0, lastFeature);
        Numbers("split_gain"u8, splits);
        double[] thresholds = Numbers("threshold"u8, splits);
        int[] decisions = WholeNumbers("decision_type"u8, splits, 0, MostDecision);
        if (decisions.Any(decision => (decision & Categorical) != 0)) throw Wrong("decision_type has a category");
        int[] left = WholeNumbers("left_child"u8, splits, -leaves, splits - 1);
        CheckChildren(left);
        int[] right = WholeNumbers("right_child"u8, splits, -leaves, splits - 1);
        CheckChildren(right);
        double[] values = Numbers("leaf_value"u8, leaves);
        Numbers("leaf_weight"u8, leaves);
        Numbers("leaf_count"u8, leaves);
        Numbers("internal_value"u8, splits);
        Numbers("internal_weight"u8, splits);
        Numbers("internal_count"u8, splits);
        _ = WholeNumber(Line("is_linear"u8), 0, 0);
        Numbers("shrinkage"u8, 1);
        if (rest.ContainsAnyExcept((byte)'\n')) throw Wrong("it goes on behind its end");
        return new LightGbmTree(features, thresholds, decisions, left, right, values);
    }

    /// <summary>LightGBM numbers splits as they come, so the way down only ascends; any other could lead round and round.</summary>
    private readonly void CheckChildren(int[] children)
    {
        for (int split = 0; split < children.Length; split++)
        {
            if (children[split] >= 0 && children[split] <= split) throw Wrong($"split {split} leads back to {children[split]}");
        }
    }

    private ReadOnlySpan<byte> Line(ReadOnlySpan<byte> key)
    {
        int end = rest.IndexOf((byte)'\n');
        if (end < 0 || !rest.StartsWith(key) || rest[key.Length] != (byte)'=') throw Wrong($"{Encoding.ASCII.GetString(key)} is missing");
        ReadOnlySpan<byte> value = rest[(key.Length + 1)..end];
        rest = rest[(end + 1)..];
        return value;
    }

    private readonly int WholeNumber(ReadOnlySpan<byte> text, int least, int most) =>
        Utf8Parser.TryParse(text, out int value, out int length) && length == text.Length && value >= least && value <= most
            ? value
            : throw Wrong("a whole number is none, or out of its range");

    private int[] WholeNumbers(ReadOnlySpan<byte> key, int count, int least, int most)
    {
        ReadOnlySpan<byte> line = Line(key);
        if (Count(line) != count) throw Wrong($"a list has {Count(line)} entries in place of {count}");
        int[] values = new int[count];
        int index = 0;
        foreach (Range item in line.Split((byte)' '))
        {
            if (index < count) values[index++] = WholeNumber(line[item], least, most);
        }

        return values;
    }

    private double[] Numbers(ReadOnlySpan<byte> key, int count)
    {
        ReadOnlySpan<byte> line = Line(key);
        if (Count(line) != count) throw Wrong($"a list has {Count(line)} entries in place of {count}");
        if (count == 0) return [];
        double[] values = new double[count];
        int index = 0;
        foreach (Range item in line.Split((byte)' '))
        {
            if (!Utf8Parser.TryParse(line[item], out double value, out int length) || length != line[item].Length || !double.IsFinite(value)) throw Wrong("a number is none");
            values[index++] = value;
        }

        return values;
    }

    private static int Count(ReadOnlySpan<byte> line) => line.IsEmpty ? 0 : line.Count((byte)' ') + 1;

    private readonly ServerlessTrainingException Wrong(string what) => LightGbmText.Broken($"tree {number}: {what}");
}
