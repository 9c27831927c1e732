using ServerlessTraining.Models.LightGbm;
using ServerlessTraining.Models.Native;
using ServerlessTraining.Models.XgBoost;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Models.Tests.Trees;

/// <summary>The tree trainers on this clone's native libraries.</summary>
internal static class TreeLibraries
{
    private static readonly NativeLibraryManifest Manifest = NativeLibraryManifest.Read(Repository.PathOf(".native", "manifest.json"));

    public static LightGbmLibrary LightGbm { get; } = LightGbmLibrary.Load(Entry(NativeLibraryNames.LightGbm));

    public static XgBoostLibrary XgBoost { get; } = XgBoostLibrary.Load(Entry(NativeLibraryNames.XgBoost));

    public static ModelTypes Trainers { get; } = new(
        [new LightGbmTrainer(LightGbm), new RandomForestTrainer(LightGbm), new XgBoostTrainer(XgBoost), new GradientBoostingTrainer(XgBoost)]);

    public static NativeLibraryEntry Entry(string name) => Manifest.Entries.Single(entry => entry.Name == name);
}
