/* An earlier answer of "Test connection" goes away as soon as it is asked again: until then it is another target's truth. */
document.addEventListener(
    "click",
    (event) => {
        const button = event.target.closest(".ecs-deploy-test-connection");
        if (button && button.nextElementSibling) {
            button.nextElementSibling.replaceChildren();
        }
    },
    true,
);
