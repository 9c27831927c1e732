using System.Text.Json;

namespace ServerlessTraining.Models.XgBoost;

/// <summary>One tree of XGBoost's JSON: lists with an entry for each node, the root first.</summary>
internal static class XgBoostTreeJson
{
    private const int None = -1;
    private static readonly string[] Numbers = ["base_weights", "loss_changes", "split_conditions", "sum_hessian"];
    private static readonly string[] OfCategories = ["categories", "categories_nodes", "categories_segments", "categories_sizes"];

    public static void Check(JsonElement tree, int features)
    {
        JsonElement parameters = tree.GetProperty("tree_param");
        int nodes = XgBoostJson.Parameter(parameters, "num_nodes", 1, int.MaxValue);
        _ = XgBoostJson.Parameter(parameters, "num_feature", features, features);
        _ = XgBoostJson.Parameter(parameters, "size_leaf_vector", 0, 0);
        foreach (string name in OfCategories) _ = WholeNumbers(tree, name, 0, 0, 0);
        _ = WholeNumbers(tree, "split_type", nodes, 0, 0);
        _ = WholeNumbers(tree, "default_left", nodes, 0, 1);
        foreach (string name in Numbers) CheckNumbers(List(tree, name, nodes), name);
        int[] parents = WholeNumbers(tree, "parents", nodes, 0, int.MaxValue);
        int[] left = WholeNumbers(tree, "left_children", nodes, None, nodes - 1);
        int[] right = WholeNumbers(tree, "right_children", nodes, None, nodes - 1);
        int[] splits = WholeNumbers(tree, "split_indices", nodes, 0, int.MaxValue);
        if (parents.Skip(1).Any(parent => parent >= nodes)) throw XgBoostJson.Broken("a parent lies outside its tree");
        Walk(parents, left, right, splits, features);
    }

    public static int[] WholeNumbers(JsonElement owner, string name, int count, int least, int most) =>
    [
        .. List(owner, name, count).Select(item => item.GetInt32() is int value && value >= least && value <= most
            ? value
            : throw XgBoostJson.Broken($"{name} has {item.GetInt32()}, which is not from {least} to {most}")),
    ];

    private static JsonElement.ArrayEnumerator List(JsonElement owner, string name, int count)
    {
        JsonElement list = owner.GetProperty(name);
        return list.GetArrayLength() == count
            ? list.EnumerateArray()
            : throw XgBoostJson.Broken($"{name} has {list.GetArrayLength()} entries in place of {count}");
    }

    private static void CheckNumbers(JsonElement.ArrayEnumerator items, string name)
    {
        foreach (JsonElement item in items)
        {
            if (!float.IsFinite(item.GetSingle())) throw XgBoostJson.Broken($"{name} has a number beyond single precision");
        }
    }

    /// <summary>Nodes that the root does not reach were pruned. Those that it reaches are met once, so that every way down ends.</summary>
    private static void Walk(int[] parents, int[] left, int[] right, int[] splits, int features)
    {
        Stack<int> open = new([0]);
        while (open.TryPop(out int node))
        {
            if (left[node] == None && right[node] == None) continue;
            if (splits[node] >= features) throw XgBoostJson.Broken($"node {node} splits on feature {splits[node]} of {features}");
            foreach (int child in (ReadOnlySpan<int>)[left[node], right[node]])
            {
                // A child has one parent and is on one side of it, so no node can be met twice.
                if (child <= 0 || parents[child] != node || left[node] == right[node]) throw XgBoostJson.Broken($"node {node} leads to {child}, which is no child of it");
                open.Push(child);
            }
        }
    }
}
