#!/usr/bin/env bash
# After azd has made the resources: publishes the trainer's images into the registry and gives them to the jobs. What azd put out is in the environment.
# User, base and entry point of the images are those of src/Trainer/Trainer.csproj; other ways to build them: docs/guides/trainer-image.md.
#   SKIP_TRAINER_IMAGES=true   leaves the images as they are
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
: "${AZURE_RESOURCE_GROUP:?azd sets it; run this by: azd hooks run postprovision}" "${AZURE_CONTAINER_REGISTRY_NAME:?}" "${AZURE_CONTAINER_REGISTRY_ENDPOINT:?}" "${ST_CPU_JOB:?}"
[ "${SKIP_TRAINER_IMAGES:-false}" != true ] || exit 0

# The SDK pushes as this user, whose password is a token of three hours: no key of the registry is made.
export DOTNET_CONTAINER_REGISTRY_UNAME=00000000-0000-0000-0000-000000000000
DOTNET_CONTAINER_REGISTRY_PWORD=$(az acr login --name "$AZURE_CONTAINER_REGISTRY_NAME" --expose-token --output tsv --query accessToken)
export DOTNET_CONTAINER_REGISTRY_PWORD
tag=$(git rev-parse --short HEAD)
# Said before the first image is built, not after minutes.
if [ ! -e .native/manifest.json ]; then
  echo "The trainer's image takes the native libraries that set-up brings, and .native/manifest.json is missing. Run eng/setup, then: azd hooks run postprovision" >&2
  exit 1
fi

# publish FLAVOUR JOB SETTING: the setting is what main.parameters.json gives to the next provision, so that it keeps the image.
publish() {
  local image=$AZURE_CONTAINER_REGISTRY_ENDPOINT/serverless-training-trainer-$1:$tag
  dotnet publish src/Trainer/Trainer.csproj -c Release --os linux --arch x64 -t:PublishContainer -p:AzureRuntime=azure -p:TrainerFlavour="$1" \
    -p:ContainerRegistry="$AZURE_CONTAINER_REGISTRY_ENDPOINT" -p:ContainerRepository="serverless-training-trainer-$1" -p:ContainerImageTag="$tag"
  az containerapp job update --resource-group "$AZURE_RESOURCE_GROUP" --name "$2" --image "$image" --output none
  azd env set "$3" "$image"
}

publish cpu "$ST_CPU_JOB" ST_CPU_IMAGE
[ -z "${ST_GPU_JOB:-}" ] || publish cuda "$ST_GPU_JOB" ST_GPU_IMAGE
