using ServerlessTraining.Models.LightGbm;
using ServerlessTraining.Models.Native;
using ServerlessTraining.Models.Trees;
using ServerlessTraining.Models.XgBoost;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Models.Tests.Trees;

/// <summary>This clone's native libraries, and the model types on them.</summary>
internal static class TreeLibraries
{
    public static NativeLibraryOptions Natives { get; } = new() { ManifestPath = Repository.PathOf(".native", "manifest.json") };

    public static ModelTypes Trainers { get; } = ModelTypes.BuiltIn(Natives);

    public static IEnumerable<string> TreeTypes { get; } = [.. Trainers.Names.Where(name => Trainers.Find(name) is TreeTrainer)];

    public static LightGbmFunctions LightGbm => LightGbmFunctions.Bind(Natives).For("test");

    public static XgBoostFunctions XgBoost => XgBoostFunctions.Bind(Natives).For("test");
}
